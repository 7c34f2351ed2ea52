package org.echomotion.segmentation.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.awaitility.Awaitility;
import org.echomotion.segmentation.training.export.ModelDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that trains is killed as a power cut would, and another goes on. */
class KilledRunTest {

  private static final int EPOCHS = 4;

  @TempDir Path directory;

  @Test
  void aKilledRunGoesOnAlongTheSameCurve() throws Exception {
    Path data = Discs.prepare(directory.resolve("data"), 16);
    Path killed = directory.resolve("killed");
    Process process = start(words(data, killed));
    Checkpoints checkpoints = new Checkpoints(killed.resolve("checkpoints"));
    try {
      Awaitility.await()
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> !process.isAlive() || finished(checkpoints) >= 2);
    } finally {
      process.destroyForcibly().waitFor();
    }
    int finished = finished(checkpoints);
    assertTrue(finished >= 2 && finished < EPOCHS, "finished epochs " + finished + log());
    assertFalse(Files.exists(killed.resolve("model")));

    Path whole = directory.resolve("whole");
    // Processes of their own, like the killed one: a process's first session fixes the number of
    // TensorFlow's threads, and so the order in which numbers are added.
    for (Path run : List.of(killed, whole)) {
      assertEquals(0, start(words(data, run)).waitFor(), log());
    }
    assertEquals(curve(whole), curve(killed));
    assertEquals(1 + EPOCHS, curve(killed).size());
    assertEquals(
        ModelDirectory.sha256(whole.resolve("model/variables")),
        ModelDirectory.sha256(killed.resolve("model/variables")));
  }

  private Process start(List<String> words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TrainingProgram.class.getName()));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("MLFLOW_"));
    return builder.redirectOutput(directory.resolve("log").toFile()).start();
  }

  private String log() throws IOException {
    return "\n" + Files.readString(directory.resolve("log"));
  }

  private static int finished(Checkpoints checkpoints) throws IOException {
    OptionalInt finished = checkpoints.finishedEpochs();
    return finished.orElse(0);
  }

  /** The metrics without the images/s, which are the machine's. */
  private static List<String> curve(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.csv")).stream()
        .map(line -> line.replaceFirst("^((?:[^,]*,){5})[^,]*,", "$1"))
        .toList();
  }

  private static List<String> words(Path data, Path out) {
    return List.of(
        "data.path=" + data,
        "out=" + out,
        "model=tiny",
        "optim.epochs=" + EPOCHS,
        "optim.batch=4",
        "optim.validate_every=2",
        "optim.average=0.9",
        "optim.patience=5",
        "data.samples=48",
        "seed=7",
        "threads=1");
  }
}
