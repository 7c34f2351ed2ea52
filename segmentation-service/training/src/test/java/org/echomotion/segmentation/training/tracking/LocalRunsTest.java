package org.echomotion.segmentation.training.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.echomotion.segmentation.training.configuration.Composition;
import org.echomotion.segmentation.training.configuration.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layout is that which MLflow 2.17 and 3.17 wrote themselves for the same run. */
class LocalRunsTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @TempDir Path directory;

  private final TrainingConfig config = Composition.of(List.of("model=tiny", "optim.rate=0.01"));

  @Test
  void aRunLiesInMlflowsLayoutBesideItsDirectory() throws IOException {
    Path run = run("first");
    try (ExperimentTracking tracking = ExperimentTracking.open(run, config, Map.of())) {
      tracking.epoch(1, Map.of("loss", 0.5, "valid_dice.camus", 0.25));
      tracking.epoch(2, Map.of("loss", Double.NaN));
      tracking.finished();
    }
    Path experiment = only(directory.resolve("mlruns"));
    JsonNode about = YAML.readTree(experiment.resolve("meta.yaml").toFile());
    assertEquals("echomotion", about.get("name").asText());
    assertEquals(experiment.getFileName().toString(), about.get("experiment_id").asText());
    assertEquals(18, about.get("experiment_id").asText().length());

    Path kept = only(experiment);
    JsonNode meta = YAML.readTree(kept.resolve("meta.yaml").toFile());
    assertEquals(32, meta.get("run_id").asText().length());
    assertEquals("first", meta.get("run_name").asText());
    assertEquals("file://" + kept.resolve("artifacts"), meta.get("artifact_uri").asText());
    assertEquals(3, meta.get("status").asInt());
    assertTrue(meta.get("end_time").asLong() >= meta.get("start_time").asLong());
    assertEquals("0.01", Files.readString(kept.resolve("params/optim.rate")));
    assertEquals("tiny", Files.readString(kept.resolve("params/model.encoder")));
    assertFalse(Files.exists(kept.resolve("params/init")));
    List<String> loss = Files.readAllLines(kept.resolve("metrics/loss"));
    assertTrue(loss.get(0).matches("\\d{13} 0\\.5 1"), loss.get(0));
    assertTrue(loss.get(1).matches("\\d{13} nan 2"), loss.get(1));
    assertTrue(Files.exists(kept.resolve("metrics/valid_dice.camus")));
    assertEquals("a: 1\n", Files.readString(kept.resolve("artifacts/config.yaml")));
    assertEquals("{}", Files.readString(kept.resolve("artifacts/model/model.json")));
    assertFalse(Files.exists(kept.resolve("artifacts/checkpoints")));
  }

  @Test
  void aResumedRunGoesOnUnderItsIdAndABrokenOneHasFailed() throws IOException {
    Path run = run("again");
    try (ExperimentTracking tracking = ExperimentTracking.open(run, config, Map.of())) {
      tracking.epoch(1, Map.of("loss", 0.5));
    }
    Path kept = only(only(directory.resolve("mlruns")));
    assertEquals(4, YAML.readTree(kept.resolve("meta.yaml").toFile()).get("status").asInt());
    try (ExperimentTracking tracking = ExperimentTracking.open(run, config, Map.of())) {
      JsonNode meta = YAML.readTree(kept.resolve("meta.yaml").toFile());
      assertEquals(1, meta.get("status").asInt());
      assertTrue(meta.get("end_time").isNull());
      tracking.epoch(2, Map.of("loss", 0.4));
      tracking.finished();
    }
    assertEquals(kept, only(only(directory.resolve("mlruns"))));
    assertEquals(2, Files.readAllLines(kept.resolve("metrics/loss")).size());
  }

  @Test
  void aFolderAnExperimentAndANameCanBeGiven() throws IOException {
    Path folder = directory.resolve("elsewhere");
    Map<String, String> environment =
        Map.of(
            "MLFLOW_TRACKING_URI", folder.toUri().toString(),
            "MLFLOW_EXPERIMENT_NAME", "ablation",
            "MLFLOW_RUN_NAME", "none, seed 1");
    ExperimentTracking.open(run("x"), config, environment).close();
    ExperimentTracking.open(run("y"), config, environment).close();
    Path experiment = only(folder);
    JsonNode about = YAML.readTree(experiment.resolve("meta.yaml").toFile());
    assertEquals("ablation", about.get("name").asText());
    List<Path> runs = folders(experiment);
    assertEquals(2, runs.size());
    assertEquals("none, seed 1", Files.readString(runs.get(0).resolve("tags/mlflow.runName")));
    assertFalse(Files.exists(directory.resolve("mlruns")));
  }

  @Test
  void aFolderThatCannotBeWrittenStopsNothing() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Map<String, String> environment = Map.of("MLFLOW_TRACKING_URI", file.toString());
    try (ExperimentTracking tracking = ExperimentTracking.open(run("x"), config, environment)) {
      tracking.epoch(1, Map.of("loss", 0.5));
      tracking.finished();
    }
  }

  private Path run(String name) throws IOException {
    Path run = Files.createDirectories(directory.resolve(name));
    Files.writeString(run.resolve("config.yaml"), "a: 1\n");
    Files.createDirectories(run.resolve("model"));
    Files.writeString(run.resolve("model/model.json"), "{}");
    Files.createDirectories(run.resolve("checkpoints"));
    Files.writeString(run.resolve("checkpoints/latest"), "1");
    return run;
  }

  private static Path only(Path folder) throws IOException {
    List<Path> folders = folders(folder);
    assertEquals(1, folders.size(), folders.toString());
    return folders.get(0);
  }

  private static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(Files::isDirectory).sorted().toList();
    }
  }
}
