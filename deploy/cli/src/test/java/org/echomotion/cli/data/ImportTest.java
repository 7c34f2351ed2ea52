package org.echomotion.cli.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Failures;
import org.echomotion.cli.terminal.StopSignal;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.ClipProgress;
import org.echomotion.contract.ingest.v1.GetStudyRequest;
import org.echomotion.contract.ingest.v1.GetStudyResponse;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.Stage;
import org.echomotion.contract.ingest.v1.Study;
import org.echomotion.contract.ingest.v1.UploadClipHeader;
import org.echomotion.contract.ingest.v1.UploadClipRequest;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.echomotion.contract.ingest.v1.WatchStudyRequest;
import org.echomotion.contract.ingest.v1.WatchStudyResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against a server that speaks ingest's contract. */
class ImportTest {

  @TempDir Path set;

  private final Ingest ingest = new Ingest();
  private final StringWriter said = new StringWriter();
  private Server server;

  @BeforeEach
  void serve() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(ingest)
            .build()
            .start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  private int run(String... arguments) {
    said.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("--server", "127.0.0.1:" + server.getPort()));
    all.addAll(List.of(arguments));
    all.add(set.toString());
    return new CommandLine(new ImportCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures(new StopSignal()))
        .setOut(new PrintWriter(said))
        .setErr(new PrintWriter(said))
        .execute(all.toArray(String[]::new));
  }

  private void write(String file, String content) throws IOException {
    Files.createDirectories(set.resolve(file).getParent());
    Files.writeString(set.resolve(file), content);
  }

  private void echonet() throws IOException {
    write(
        "FileList.csv",
        "FileName,EF,Split\na.avi,60,TRAIN\nb,50,VAL\nbroken.avi,40,TEST\nabsent.avi,40,TEST\n"
            + "no key!.avi,40,TEST\na,60,TRAIN\n");
    write("Truth.csv", "FileName,View\na.avi,A4C\nb.avi,A2C\n");
    write("Videos/a.avi", "cine a");
    write("Videos/b.avi", "cine b");
    write("Videos/broken.avi", "not a cine");
  }

  @Test
  void bringsInWhatTheTableNamesAndSaysWhatItLeftOut() throws IOException {
    echonet();
    assertEquals(ExitCode.NO_NUMBER, run("echonet"), said::toString);
    assertEquals(
        """
        left out absent: its file is missing
        left out no key!: its name is not a valid study key (1 to 64 characters of A-Z a-z 0-9 . _ -)
        left out broken.avi: The file is not a cine.
        Imported 2 cines, 2 of them new; left out 3.
        """,
        said.toString());
    assertEquals(View.VIEW_A4C, ingest.studies.get("a").get(0).getView());
    assertEquals(View.VIEW_A2C, ingest.studies.get("b").get(0).getView());
  }

  @Test
  void goesOnWhereItWasBrokenOff() throws IOException {
    echonet();
    ingest.breaksAfter = 1;
    assertEquals(ExitCode.NO_PLATFORM, run("echonet"), said::toString);
    assertEquals(1, ingest.uploads.get());
    ingest.breaksAfter = Integer.MAX_VALUE;
    run("echonet");
    assertTrue(said.toString().endsWith("Imported 2 cines, 1 of them new; left out 3.\n"));
    int uploads = ingest.uploads.get();
    run("echonet");
    assertTrue(said.toString().endsWith("Imported 2 cines, 0 of them new; left out 3.\n"));
    assertEquals(uploads + 1, ingest.uploads.get(), "only what was refused is tried again");
  }

  @Test
  void aClipThatFailsOnTheWayIsSaid() throws IOException {
    write("FileList.csv", "FileName\nfails\n");
    write("Videos/fails.avi", "cine that fails");
    for (int again = 0; again < 2; again++) {
      assertEquals(ExitCode.NO_NUMBER, run("echonet"));
      assertTrue(
          said.toString().startsWith("left out fails.avi: The test says so."), said::toString);
    }
  }

  @Test
  void aPatientsCinesAreOneStudy() throws IOException {
    write("truth.csv", "file,patient,view\np1_A4C.avi,p1,A4C\np1_A2C.avi,p1,A2C\n../x,p2,A4C\n");
    write("p1_A4C.avi", "cine 4");
    write("p1_A2C.avi", "cine 2");
    run("camus");
    assertEquals(2, ingest.studies.get("p1").size());
    assertTrue(said.toString().contains("left out ../x: its file name is invalid"));
  }

  @Test
  void halfBeatsAreLeftOutWithTheReason() throws IOException {
    write("patient0001/Info_4CH.cfg", "ED: 1\nES: 18\n");
    assertEquals(ExitCode.NO_NUMBER, run("camus"));
    assertTrue(
        said.toString().contains("left out patient0001 4CH: its sequence shows half a beat"));
    assertEquals(0, ingest.uploads.get());
  }

  @Test
  void aFolderThatIsNoSetIsSaid() {
    assertEquals(ExitCode.UNREADABLE, run("echonet"));
    assertEquals(ExitCode.UNREADABLE, run("camus"));
    assertTrue(said.toString().contains("neither truth.csv nor a folder patientNNNN"));
  }

  /** Keeps clips by their header. Content decides: "not a cine" is refused. */
  private static final class Ingest extends IngestServiceGrpc.IngestServiceImplBase {

    private final Map<String, List<Clip>> studies = new ConcurrentHashMap<>();
    private final AtomicInteger uploads = new AtomicInteger();
    private volatile int breaksAfter = Integer.MAX_VALUE;

    @Override
    public StreamObserver<UploadClipRequest> uploadClip(
        StreamObserver<UploadClipResponse> response) {
      return new StreamObserver<>() {
        private UploadClipHeader header;
        private String content = "";

        @Override
        public void onNext(UploadClipRequest part) {
          if (part.hasHeader()) {
            header = part.getHeader();
          } else {
            content += part.getChunk().toStringUtf8();
          }
        }

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onCompleted() {
          if (uploads.get() >= breaksAfter) {
            // The sign-in has expired. An upload waits for a server that is away.
            response.onError(Status.UNAUTHENTICATED.asRuntimeException());
            return;
          }
          uploads.incrementAndGet();
          if (content.equals("not a cine")) {
            response.onError(
                Status.INVALID_ARGUMENT
                    .withDescription("The file is not a cine.")
                    .asRuntimeException());
            return;
          }
          boolean fails = content.endsWith("fails");
          Clip clip =
              Clip.newBuilder()
                  .setClipId(UUID.randomUUID().toString())
                  .setSha256(header.getSha256())
                  .setView(header.getView())
                  .setProgress(
                      ClipProgress.newBuilder()
                          .setStage(fails ? Stage.STAGE_FAILED : Stage.STAGE_EXPLAINED)
                          .setFailureReason(fails ? "The test says so." : ""))
                  .build();
          studies.computeIfAbsent(header.getStudyKey(), key -> new ArrayList<>()).add(clip);
          response.onNext(UploadClipResponse.newBuilder().setClip(clip).build());
          response.onCompleted();
        }
      };
    }

    @Override
    public void getStudy(GetStudyRequest request, StreamObserver<GetStudyResponse> response) {
      if (!studies.containsKey(request.getStudyKey())) {
        response.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      response.onNext(GetStudyResponse.newBuilder().setStudy(study(request.getStudyKey())).build());
      response.onCompleted();
    }

    @Override
    public void watchStudy(WatchStudyRequest request, StreamObserver<WatchStudyResponse> response) {
      response.onNext(
          WatchStudyResponse.newBuilder()
              .setStudy(study(request.getStudyKey()))
              .setDone(true)
              .build());
      response.onCompleted();
    }

    private Study study(String key) {
      return Study.newBuilder().setStudyKey(key).addAllClips(studies.get(key)).build();
    }
  }
}
