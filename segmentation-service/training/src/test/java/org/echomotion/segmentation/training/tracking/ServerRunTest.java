package org.echomotion.segmentation.training.tracking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.echomotion.segmentation.training.configuration.Composition;
import org.echomotion.segmentation.training.configuration.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerRunTest {

  private static final String BASIC =
      "Basic " + Base64.getEncoder().encodeToString("reader:secret-word".getBytes());

  @TempDir Path directory;

  private final TrainingConfig config = Composition.of(List.of("model=tiny", "optim.rate=0.01"));

  @Test
  void parametersFiguresAndFilesArriveAtTheServer() throws IOException {
    try (MlflowContract server = new MlflowContract(0)) {
      track(
          Map.of(
              "MLFLOW_TRACKING_URI", server.uri(),
              "MLFLOW_TRACKING_USERNAME", "reader",
              "MLFLOW_TRACKING_PASSWORD", "secret-word"),
          run());
      assertEquals("0.01", server.parameters.get("optim.rate"));
      assertEquals("tiny", server.parameters.get("model.encoder"));
      assertEquals(
          List.of("dice 0.5 1", "loss 0.25 1", "dice 0.75 2", "loss 0.125 2"), server.metrics);
      String root = "7/" + MlflowContract.RUN + "/artifacts/";
      assertArrayEquals("a: 1\n".getBytes(), server.artefacts.get(root + "config.yaml"));
      assertArrayEquals("{}".getBytes(), server.artefacts.get(root + "model/model.json"));
      assertEquals(2, server.artefacts.size());
      assertEquals(List.of("FINISHED"), server.statuses);
      assertTrue(
          server.authorizations.stream().allMatch(BASIC::equals), "" + server.authorizations);
    }
  }

  @Test
  void aResumedRunIsTheSameOnTheServer() throws IOException {
    Path run = run();
    try (MlflowContract server = new MlflowContract(0)) {
      Map<String, String> environment = Map.of("MLFLOW_TRACKING_URI", server.uri() + "/");
      track(environment, run);
      track(environment, run);
      assertEquals(1, count(server, "POST /api/2.0/mlflow/runs/create"));
      assertEquals(List.of("FINISHED", "RUNNING", "FINISHED"), server.statuses);
      assertEquals(8, server.metrics.size());
    }
  }

  @Test
  void aServerThatFailsForAWhileMissesNothing() throws IOException {
    // The client itself tries three times.
    try (MlflowContract server = new MlflowContract(3)) {
      String said = track(Map.of("MLFLOW_TRACKING_URI", server.uri()), run());
      assertEquals(4, server.metrics.size());
      assertEquals("0.01", server.parameters.get("optim.rate"));
      assertEquals(List.of("FINISHED"), server.statuses);
      assertEquals(1, said.lines().filter(line -> line.contains("Training continues.")).count());
    }
  }

  @Test
  void aServerThatIsAwayIsSaidOnceWithoutItsPasswordAndTheFolderHasAll() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String said =
        track(Map.of("MLFLOW_TRACKING_URI", "http://reader:secret-word@127.0.0.1:" + port), run());
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.contains("http://127.0.0.1:" + port), said);
    assertFalse(said.contains("secret-word"), said);
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(Files.readString(file).contains("secret-word"), file.toString());
      }
    }
    try (Stream<Path> files = Files.walk(directory.resolve("mlruns"))) {
      assertEquals(1, files.filter(f -> f.endsWith("metrics/loss")).count());
    }
  }

  @Test
  void credentialsInTheAddressAreUsedAndNotShown() {
    TrackingTarget.Server server =
        TrackingTarget.of(
                directory, Map.of("MLFLOW_TRACKING_URI", "https://reader:secret@host:8443/base/"))
            .server()
            .orElseThrow();
    assertEquals("https://host:8443/base", server.toString());
    assertEquals("reader", server.user());
    assertEquals("secret", server.password());
  }

  @Test
  void anAddressThatIsNotFollowedIsSaid() throws IOException {
    String said = track(Map.of("MLFLOW_TRACKING_URI", "databricks://profile"), run());
    assertTrue(said.startsWith("MLFLOW_TRACKING_URI is databricks:;"), said);
  }

  private static long count(MlflowContract server, String call) {
    return server.calls.stream().filter(call::equals).count();
  }

  /** Two epochs of a run; returns what was said on standard error. */
  private String track(Map<String, String> environment, Path run) {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true));
    try (ExperimentTracking tracking = ExperimentTracking.open(run, config, environment)) {
      tracking.epoch(1, Map.of("loss", 0.25, "dice", 0.5));
      tracking.epoch(2, Map.of("loss", 0.125, "dice", 0.75));
      tracking.finished();
    } finally {
      System.setErr(before);
    }
    return said.toString();
  }

  private Path run() throws IOException {
    Path run = Files.createDirectories(directory.resolve("run"));
    Files.writeString(run.resolve("config.yaml"), "a: 1\n");
    Files.createDirectories(run.resolve("model"));
    Files.writeString(run.resolve("model/model.json"), "{}");
    return run;
  }
}
