package org.echomotion.cli.client;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.echomotion.contract.activelearning.v1.FrameState;
import org.echomotion.contract.activelearning.v1.ListFramesRequest;
import org.echomotion.contract.activelearning.v1.ListFramesResponse;
import org.echomotion.contract.activelearning.v1.QueuedFrame;
import org.echomotion.contract.activelearning.v1.ReviewServiceGrpc;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.EjectionFractionServiceGrpc;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ingest.v1.DeleteStudyRequest;
import org.echomotion.contract.ingest.v1.FrameKind;
import org.echomotion.contract.ingest.v1.GetStudyRequest;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.contract.ingest.v1.Study;
import org.echomotion.contract.ingest.v1.UploadClipHeader;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.echomotion.contract.ingest.v1.WatchStudyRequest;
import org.echomotion.contract.ingest.v1.WatchStudyResponse;
import org.echomotion.contract.xai.v1.Artefact;
import org.echomotion.contract.xai.v1.DownloadArtefactRequest;
import org.echomotion.contract.xai.v1.DownloadArtefactResponse;
import org.echomotion.contract.xai.v1.DownloadStudyReportRequest;
import org.echomotion.contract.xai.v1.DownloadStudyReportResponse;
import org.echomotion.contract.xai.v1.ExplanationServiceGrpc;
import org.echomotion.contract.xai.v1.GetExplanationRequest;
import org.echomotion.standalone.Service;

/** A gRPC client of all services: sends cines, receives progress, results and reports. */
public final class StudyClient implements AutoCloseable {

  private static final int LARGEST_MESSAGE = 64 << 20;
  private static final int RECONNECTS = 60;
  private static final long RECONNECT_PAUSE_MS = 1000;

  private final Map<Service, ManagedChannel> channels = new EnumMap<>(Service.class);

  /**
   * Opens connections to all services.
   *
   * @param trust which connections use TLS, and whom to trust
   * @param signIn the source of the access token of each call; empty for a platform without
   *     sign-in: each call then states the name of the local user
   */
  public StudyClient(Endpoints endpoints, Trust trust, Optional<SignIn> signIn) {
    endpoints
        .of()
        .forEach(
            (service, address) -> {
              NettyChannelBuilder channel =
                  NettyChannelBuilder.forAddress(address.host(), address.port())
                      .maxInboundMessageSize(LARGEST_MESSAGE);
              if (!trust.usesTls(address)) {
                channel.usePlaintext();
              }
              trust.authority(address).ifPresent(ca -> channel.sslContext(trusting(ca)));
              channel.intercept(signIn.map(SignedCalls::by).orElseGet(LocalName::ofThisUser));
              channels.put(service, channel.build());
            });
  }

  private static SslContext trusting(File ca) {
    try {
      return GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
          .trustManager(ca)
          .build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new UncheckedIOException(
          new IOException(ca + " is not the certificate of an authority in PEM.", e));
    }
  }

  /** Returns the connection to a service. */
  public ManagedChannel channel(Service service) {
    return Objects.requireNonNull(channels.get(service));
  }

  private IngestServiceGrpc.IngestServiceBlockingStub ingest() {
    return IngestServiceGrpc.newBlockingStub(channel(Service.INGEST));
  }

  /**
   * Uploads one file. If the connection breaks, the upload continues where it broke off. If the
   * platform is busy, the upload waits.
   *
   * @param study the caller's name for the study
   * @param view VIEW_UNSPECIFIED: as stated in the file, or else detected
   * @param otherModality whether a file that states another modality is accepted
   * @throws IOException if the file cannot be read
   * @throws StatusRuntimeException with a status of UploadClip
   */
  public UploadClipResponse upload(
      Path file, String study, View view, boolean otherModality, UploadListener listener)
      throws IOException, InterruptedException {
    UploadClipHeader header =
        UploadClipHeader.newBuilder()
            .setLengthBytes(Files.size(file))
            .setSha256(sha256(file))
            .setFileName(UploadName.of(file))
            .setView(view)
            .setStudyKey(study)
            .setOtherModality(otherModality)
            .build();
    return new ResumableUpload(
            IngestServiceGrpc.newStub(channel(Service.INGEST)),
            ingest(),
            listener,
            time -> Thread.sleep(time.toMillis()))
        .send(file, header);
  }

  /**
   * Waits until every clip of a study is done or has failed. Tries again if the service restarts or
   * has too many watchers.
   *
   * @param progress called at each change
   * @return the last state, with the results
   */
  public WatchStudyResponse watch(String study, Consumer<WatchStudyResponse> progress)
      throws InterruptedException {
    int failures = 0;
    while (true) {
      try {
        Iterator<WatchStudyResponse> states =
            ingest().watchStudy(WatchStudyRequest.newBuilder().setStudyKey(study).build());
        while (states.hasNext()) {
          WatchStudyResponse state = states.next();
          failures = 0;
          progress.accept(state);
          if (state.getDone()) {
            return state;
          }
        }
        failures++;
      } catch (StatusRuntimeException e) {
        failures++;
        if (!mayPass(e.getStatus().getCode()) || failures > RECONNECTS) {
          throw e;
        }
      }
      Thread.sleep(RECONNECT_PAUSE_MS);
    }
  }

  /** Returns whether the service may be restarting, or may have too many watchers for a moment. */
  private static boolean mayPass(Status.Code code) {
    return code == Status.Code.UNAVAILABLE || code == Status.Code.RESOURCE_EXHAUSTED;
  }

  /** Returns the current state of a study. */
  public Study study(String study) {
    return ingest().getStudy(GetStudyRequest.newBuilder().setStudyKey(study).build()).getStudy();
  }

  /**
   * Deletes a study.
   *
   * @return whether the study existed
   */
  public boolean delete(String study) {
    return ingest()
        .deleteStudy(DeleteStudyRequest.newBuilder().setStudyKey(study).build())
        .getDeleted();
  }

  /**
   * Returns the results of a study in the order of its clips, and the combined result; empty if no
   * clip has a result.
   *
   * @param includePoor whether results of poor quality include their ejection fraction
   */
  public Optional<GetEjectionFractionResponse> results(String study, boolean includePoor) {
    try {
      return Optional.of(
          EjectionFractionServiceGrpc.newBlockingStub(channel(Service.EF))
              .getEjectionFraction(
                  GetEjectionFractionRequest.newBuilder()
                      .setStudyKey(study)
                      .setIncludePoor(includePoor)
                      .build()));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Returns all annotated frames that have a result. */
  public List<QueuedFrame> annotatedFrames() {
    ReviewServiceGrpc.ReviewServiceBlockingStub review =
        ReviewServiceGrpc.newBlockingStub(channel(Service.ACTIVE_LEARNING));
    List<QueuedFrame> frames = new ArrayList<>();
    String pageToken = "";
    do {
      ListFramesResponse page =
          review.listFrames(
              ListFramesRequest.newBuilder()
                  .setState(FrameState.FRAME_STATE_DONE)
                  .setPageToken(pageToken)
                  .build());
      frames.addAll(page.getFramesList());
      pageToken = page.getNextPageToken();
    } while (!pageToken.isEmpty());
    return frames;
  }

  /** Returns one working frame, which is the input of the network, with its clip. */
  public StreamFramesResponse workingFrame(String clipId, int index) {
    return ingest()
        .streamFrames(
            StreamFramesRequest.newBuilder()
                .setClipId(clipId)
                .setKind(FrameKind.FRAME_KIND_WORKING)
                .setFirstFrame(index)
                .setFrameCount(1)
                .build())
        .next();
  }

  /** Returns the files that explain a clip's result. */
  public List<Artefact> artefacts(String clipId) {
    return explanations()
        .getExplanation(GetExplanationRequest.newBuilder().setClipId(clipId).build())
        .getExplanation()
        .getArtefactsList();
  }

  /** Writes one of these files to {@code file}. */
  public void download(String clipId, String name, Path file) throws IOException {
    Iterator<DownloadArtefactResponse> parts =
        explanations()
            .downloadArtefact(
                DownloadArtefactRequest.newBuilder().setClipId(clipId).setName(name).build());
    write(parts, DownloadArtefactResponse::getChunk, file);
  }

  /**
   * Writes the page of a study to {@code file}.
   *
   * @param includePoor whether results of poor quality include their ejection fraction
   * @param reportLinks links from the page to the clips' reports, by clip
   */
  public void downloadStudyReport(
      String study, boolean includePoor, Map<String, String> reportLinks, Path file)
      throws IOException {
    write(
        explanations()
            .downloadStudyReport(
                DownloadStudyReportRequest.newBuilder()
                    .setStudyKey(study)
                    .setIncludePoor(includePoor)
                    .putAllReportLinks(reportLinks)
                    .build()),
        DownloadStudyReportResponse::getChunk,
        file);
  }

  private static <T> void write(Iterator<T> parts, Function<T, ByteString> chunk, Path file)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      while (parts.hasNext()) {
        chunk.apply(parts.next()).writeTo(out);
      }
    }
  }

  private ExplanationServiceGrpc.ExplanationServiceBlockingStub explanations() {
    return ExplanationServiceGrpc.newBlockingStub(channel(Service.XAI));
  }

  /** Returns the SHA-256 of a file in lower-case hex. */
  public static String sha256(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() {
    channels.values().forEach(ManagedChannel::shutdownNow);
    try {
      for (ManagedChannel channel : channels.values()) {
        channel.awaitTermination(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
