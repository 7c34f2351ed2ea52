package org.echomotion.xai.api;

import com.google.protobuf.ByteString;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.echomotion.audit.Audited;
import org.echomotion.contract.xai.v1.DownloadArtefactRequest;
import org.echomotion.contract.xai.v1.DownloadArtefactResponse;
import org.echomotion.contract.xai.v1.DownloadStudyReportRequest;
import org.echomotion.contract.xai.v1.DownloadStudyReportResponse;
import org.echomotion.contract.xai.v1.ExplanationService;
import org.echomotion.contract.xai.v1.GetExplanationRequest;
import org.echomotion.contract.xai.v1.GetExplanationResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.security.Roles;
import org.echomotion.stream.ServerStream;
import org.echomotion.xai.XaiError;

/** Explanations over gRPC. */
@GrpcService
public class ExplanationCalls implements ExplanationService {

  private static final int CHUNK_BYTES = 1 << 20;

  private final Explanations explanations;
  private final StudyPages reports;

  ExplanationCalls(Explanations explanations, StudyPages reports) {
    this.explanations = explanations;
    this.reports = reports;
  }

  @Override
  @Blocking
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  public Uni<GetExplanationResponse> getExplanation(GetExplanationRequest request) {
    return Uni.createFrom()
        .item(
            GetExplanationResponse.newBuilder()
                .setExplanation(explanations.of(request.getClipId()))
                .build());
  }

  @Override
  @Blocking
  @Audited
  @ServerStream
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  public Multi<DownloadArtefactResponse> downloadArtefact(DownloadArtefactRequest request) {
    Explanations.Found found = explanations.artefact(request.getClipId(), request.getName());
    return Multi.createFrom()
        .resource(() -> open(found), ExplanationCalls::chunks)
        .withFinalizer(ExplanationCalls::close)
        .map(chunk -> DownloadArtefactResponse.newBuilder().setChunk(chunk).build());
  }

  @Override
  @Blocking
  @Audited
  @ServerStream
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  public Multi<DownloadStudyReportResponse> downloadStudyReport(
      DownloadStudyReportRequest request) {
    Map<String, String> links = request.getReportLinksMap();
    links.values().forEach(ExplanationCalls::requireRelative);
    byte[] html =
        reports.html(
            request.getStudyKey(),
            request.getIncludePoor(),
            clip -> Optional.ofNullable(links.get(clip)));
    return chunks(new ByteArrayInputStream(html))
        .map(chunk -> DownloadStudyReportResponse.newBuilder().setChunk(chunk).build());
  }

  private static void requireRelative(String link) {
    try {
      URI uri = new URI(link);
      if (!uri.isAbsolute() && uri.getRawAuthority() == null && !link.startsWith("/")) {
        return;
      }
    } catch (URISyntaxException e) {
      throw new EchoMotionException(e, XaiError.LINK_MALFORMED);
    }
    throw new EchoMotionException(XaiError.LINK_MALFORMED);
  }

  private static Multi<ByteString> chunks(InputStream in) {
    return Multi.createFrom()
        .generator(
            () -> in,
            (from, emitter) -> {
              ByteString chunk = next(from);
              if (chunk.isEmpty()) {
                emitter.complete();
              } else {
                emitter.emit(chunk);
              }
              return from;
            });
  }

  private static void close(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(Explanations.Found found) {
    try {
      return Files.newInputStream(found.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteString next(InputStream in) {
    try {
      return ByteString.copyFrom(in.readNBytes(CHUNK_BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
