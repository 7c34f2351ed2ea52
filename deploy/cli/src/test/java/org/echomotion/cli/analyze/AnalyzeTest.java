package org.echomotion.cli.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Failures;
import org.echomotion.cli.terminal.StopSignal;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionServiceGrpc;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.ClipProgress;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.Stage;
import org.echomotion.contract.ingest.v1.Study;
import org.echomotion.contract.ingest.v1.UploadClipRequest;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.echomotion.contract.ingest.v1.WatchStudyRequest;
import org.echomotion.contract.ingest.v1.WatchStudyResponse;
import org.echomotion.contract.xai.v1.DownloadStudyReportRequest;
import org.echomotion.contract.xai.v1.DownloadStudyReportResponse;
import org.echomotion.contract.xai.v1.ExplanationServiceGrpc;
import org.echomotion.contract.xai.v1.GetExplanationRequest;
import org.echomotion.contract.xai.v1.GetExplanationResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against a server whose clips are measured, but cannot be explained. */
class AnalyzeTest {

  private static final String FAILURE = "The clip cannot be explained. Its number stands.";

  @TempDir Path folder;

  private final List<Clip> clips = new CopyOnWriteArrayList<>();
  private final AtomicReference<DownloadStudyReportRequest> asked = new AtomicReference<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Server server;
  private boolean measured = true;
  private boolean biplane;

  @BeforeEach
  void serve() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(new Ingest())
            .addService(new Ef())
            .addService(new Xai())
            .build()
            .start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  private int run(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("--server", "127.0.0.1:" + server.getPort()));
    all.addAll(List.of("--out", folder.resolve("out").toString(), "--study", "study"));
    all.addAll(List.of(arguments));
    for (String name : List.of("a4c.avi", "a2c.avi")) {
      all.add(Files.writeString(folder.resolve(name), name).toString());
    }
    return new CommandLine(new AnalyzeCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures(new StopSignal()))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  @Test
  void aNumberStandsWhereItsExplanationFailed() throws IOException {
    assertEquals(ExitCode.OK, run(), err::toString);
    assertTrue(out.toString().contains("  EF          60 %"), out::toString);
    assertEquals("a4c.avi: %1$s\na2c.avi: %1$s\n".formatted(FAILURE), err.toString());
    assertFalse(out.toString().contains("report.html"), "there is none");
  }

  @Test
  void severalFilesHaveTheirStudyBesideThem() throws IOException {
    assertEquals(ExitCode.OK, run("--include-poor"), err::toString);
    Path page = folder.resolve("out/study.html");
    assertEquals("the page", Files.readString(page));
    assertTrue(out.toString().contains("  Report      " + page), out::toString);
    JsonNode study = new ObjectMapper().readTree(folder.resolve("out/study.json").toFile());
    assertEquals(57, study.get("ejectionFractionPercent").asDouble());
    assertEquals(
        DownloadStudyReportRequest.newBuilder()
            .setStudyKey("study")
            .setIncludePoor(true)
            .putAllReportLinks(
                Map.of(
                    clips.get(0).getClipId(), "A4C/report.html",
                    clips.get(1).getClipId(), "A4C-2/report.html"))
            .build(),
        asked.get());
  }

  @Test
  void jsonOfSeveralFilesGivesEachResultAndTheStudy() throws IOException {
    assertEquals(ExitCode.OK, run("--json"), err::toString);
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertEquals(2, json.get("results").size());
    assertEquals(57, json.get("study").get("ejectionFractionPercent").asDouble());
  }

  @Test
  void eachPlaneOfABiplaneFileHasItsReport() throws IOException {
    biplane = true;
    assertEquals(ExitCode.OK, run(), err::toString);
    assertTrue(out.toString().contains("a2c.avi, plane 2"), out::toString);
    Map<String, String> links = asked.get().getReportLinksMap();
    assertEquals("A4C-2/report.html", links.get(clips.get(1).getClipId()));
    assertEquals(4, links.size());
  }

  @Test
  void withoutAnyResultThereIsNoStudy() throws IOException {
    measured = false;
    assertEquals(ExitCode.NO_NUMBER, run(), out::toString);
    assertFalse(Files.exists(folder.resolve("out")));
    assertTrue(err.toString().contains(FAILURE), err::toString);
  }

  private final class Ingest extends IngestServiceGrpc.IngestServiceImplBase {

    @Override
    public StreamObserver<UploadClipRequest> uploadClip(
        StreamObserver<UploadClipResponse> response) {
      return new StreamObserver<>() {
        @Override
        public void onNext(UploadClipRequest part) {}

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onCompleted() {
          UploadClipResponse.Builder stored = UploadClipResponse.newBuilder();
          stored.setClip(clip(biplane ? 1 : 0));
          if (biplane) {
            stored.setSecondPlane(clip(2));
          }
          response.onNext(stored.build());
          response.onCompleted();
        }

        private Clip clip(int plane) {
          Clip clip =
              Clip.newBuilder()
                  .setClipId("clip-" + clips.size())
                  .setPlane(plane)
                  .setProgress(
                      ClipProgress.newBuilder()
                          .setStage(Stage.STAGE_FAILED)
                          .setFailureReason(FAILURE))
                  .build();
          clips.add(clip);
          return clip;
        }
      };
    }

    @Override
    public void watchStudy(WatchStudyRequest request, StreamObserver<WatchStudyResponse> response) {
      response.onNext(
          WatchStudyResponse.newBuilder()
              .setStudy(Study.newBuilder().addAllClips(clips))
              .setDone(true)
              .build());
      response.onCompleted();
    }
  }

  private final class Ef extends EjectionFractionServiceGrpc.EjectionFractionServiceImplBase {

    @Override
    public void getEjectionFraction(
        GetEjectionFractionRequest request, StreamObserver<GetEjectionFractionResponse> response) {
      if (!measured) {
        response.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      GetEjectionFractionResponse.Builder answer =
          GetEjectionFractionResponse.newBuilder()
              .setStudy(
                  StudyEjectionFraction.newBuilder()
                      .setStudyKey(request.getStudyKey())
                      .setEjectionFractionPercent(57));
      clips.forEach(
          clip ->
              answer.addResults(
                  EjectionFraction.newBuilder()
                      .setClipId(clip.getClipId())
                      .setView(View.VIEW_A4C)
                      .setEjectionFractionPercent(60)));
      response.onNext(answer.build());
      response.onCompleted();
    }
  }

  private final class Xai extends ExplanationServiceGrpc.ExplanationServiceImplBase {

    @Override
    public void getExplanation(
        GetExplanationRequest request, StreamObserver<GetExplanationResponse> response) {
      response.onError(Status.NOT_FOUND.asRuntimeException());
    }

    @Override
    public void downloadStudyReport(
        DownloadStudyReportRequest request, StreamObserver<DownloadStudyReportResponse> response) {
      asked.set(request);
      for (String part : List.of("the ", "page")) {
        response.onNext(
            DownloadStudyReportResponse.newBuilder()
                .setChunk(ByteString.copyFromUtf8(part))
                .build());
      }
      response.onCompleted();
    }
  }
}
