package org.echomotion.cli.platform;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.echomotion.cli.client.StudyClient;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Version;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.inference.GRPCInferenceServiceGrpc;
import org.echomotion.contract.inference.ModelInferRequest;
import org.echomotion.contract.inference.ModelInferRequest.InferInputTensor;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.Stage;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.echomotion.contract.ingest.v1.WatchStudyResponse;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.ingest.phantom.ApicalView;
import org.echomotion.ingest.phantom.PhantomGenerator;
import org.echomotion.ingest.phantom.PhantomSpec;
import org.echomotion.ingest.phantom.picture.Look;
import org.echomotion.standalone.Service;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how long one process takes from its start to results, and its memory. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Measure EchoMotion on this machine: start, first result, warm result, memory.",
    description = {
      "",
      "Starts EchoMotion in one process with an empty data directory, analyses FILE, then three",
      "phantoms of 176 frames of 112x112, and prints:",
      "  ready         from the start of the command until the platform accepts uploads",
      "  first result  from the start of the command until the ejection fraction of FILE",
      "  warm result   from upload to ejection fraction of 176 frames, median of three",
      "  model time    time of the network alone for the same frames, sent to the model server",
      "                in requests of 32",
      "  memory        maximum of the proportional set size of all processes together",
      ""
    },
    footer = {"", "Example:", "  echomotion benchmark docs/samples/a4c.dcm"})
public final class BenchmarkCommand implements Callable<Integer> {

  private static final int FRAMES = 176;
  private static final int SIDE = WorkingFrame.SIDE;
  private static final int FRAMES_PER_REQUEST = 32;
  private static final int ROUNDS = 3;

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "The first cine.")
  private Path file;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data directory. Default: a new one, deleted afterwards.")
  private Path data;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Path scratch = Files.createTempDirectory("echomotion-benchmark");
    try {
      PlatformOptions options = PlatformOptions.at(data == null ? scratch.resolve("data") : data);
      try (ProcessTree memory = ProcessTree.watch(options.data());
          Session session = Session.open(options, "benchmark")) {
        run(session, memory, scratch);
      }
      return ExitCode.OK;
    } finally {
      delete(scratch);
    }
  }

  private void run(Session session, ProcessTree memory, Path scratch)
      throws InterruptedException, IOException {
    PrintWriter print = spec.commandLine().getOut();
    Duration ready = sinceStart();
    StudyClient client = session.client();
    Path first = file == null ? phantom(scratch, 0) : file;
    timeToResult(client, first);
    Duration firstResult = sinceStart();
    List<Duration> warm = new ArrayList<>();
    List<Duration> model = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      Timed timed = timeToResult(client, phantom(scratch, round));
      warm.add(timed.duration());
      model.add(modelTime(client, timed.clipId()));
    }
    Duration result = median(warm);
    Duration network = median(model);
    print.printf(Locale.ROOT, "ready         %6.1f s%n", seconds(ready));
    print.printf(Locale.ROOT, "first result  %6.1f s%n", seconds(firstResult));
    print.printf(Locale.ROOT, "warm result   %6.1f s for %d frames%n", seconds(result), FRAMES);
    print.printf(
        Locale.ROOT,
        "model time    %6.1f s, %.0f %% of the warm result%n",
        seconds(network),
        100 * seconds(network) / seconds(result));
    print.printf(
        Locale.ROOT, "memory        %6.2f GB maximum%n", memory.peakBytes() / (double) (1 << 30));
    print.flush();
  }

  private record Timed(String clipId, Duration duration) {}

  /** Measures from the start of the upload until the ejection fraction. */
  private static Timed timeToResult(StudyClient client, Path cine)
      throws InterruptedException, IOException {
    String study = "benchmark-" + UUID.randomUUID();
    Instant start = Instant.now();
    UploadClipResponse uploaded =
        client.upload(cine, study, View.VIEW_UNSPECIFIED, false, sent -> {});
    List<Instant> computed = new ArrayList<>();
    WatchStudyResponse last =
        client.watch(
            study,
            state -> {
              Stage stage = state.getStudy().getClips(0).getProgress().getStage();
              if (stage.compareTo(Stage.STAGE_EF_COMPUTED) >= 0) {
                computed.add(Instant.now());
              }
            });
    if (last.getStudy().getClips(0).getProgress().getStage() == Stage.STAGE_FAILED) {
      throw new IllegalStateException(last.getStudy().getClips(0).getProgress().getFailureReason());
    }
    return new Timed(uploaded.getClip().getClipId(), Duration.between(start, computed.get(0)));
  }

  private static Duration modelTime(StudyClient client, String clipId) {
    byte[] frames = frames(client, clipId);
    var server = GRPCInferenceServiceGrpc.newBlockingStub(client.channel(Service.SEGMENTATION));
    Instant start = Instant.now();
    int pixels = SIDE * SIDE;
    for (int from = 0; from < frames.length; from += FRAMES_PER_REQUEST * pixels) {
      byte[] some =
          Arrays.copyOfRange(
              frames, from, Math.min(frames.length, from + FRAMES_PER_REQUEST * pixels));
      server.modelInfer(
          ModelInferRequest.newBuilder()
              .setModelName("segment")
              .addInputs(
                  InferInputTensor.newBuilder()
                      .setName("frames")
                      .setDatatype("UINT8")
                      .addAllShape(
                          List.of((long) some.length / pixels, (long) SIDE, (long) SIDE, 1L)))
              .addRawInputContents(ByteString.copyFrom(some))
              .build());
    }
    return Duration.between(start, Instant.now());
  }

  private static byte[] frames(StudyClient client, String clipId) {
    Iterator<StreamFramesResponse> parts =
        IngestServiceGrpc.newBlockingStub(client.channel(Service.INGEST))
            .streamFrames(StreamFramesRequest.newBuilder().setClipId(clipId).build());
    ByteString all = ByteString.EMPTY;
    while (parts.hasNext()) {
      all = all.concat(parts.next().getPixels());
    }
    return all.toByteArray();
  }

  private static Path phantom(Path folder, int seed) {
    Path video = folder.resolve("phantom-" + seed + ".avi");
    PhantomGenerator.video(
        new PhantomSpec(
            "phantom-" + seed, seed, Look.ECHONET, ApicalView.A4C, 60, 90, 70, 50, FRAMES),
        video);
    return video;
  }

  /** Returns the start of the launcher if it is known, otherwise the start of the JVM. */
  private static Duration sinceStart() {
    long start =
        Long.getLong("echomotion.started-at", ManagementFactory.getRuntimeMXBean().getStartTime());
    return Duration.between(Instant.ofEpochMilli(start), Instant.now());
  }

  private static Duration median(List<Duration> durations) {
    return durations.stream().sorted().toList().get(durations.size() / 2);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
