package org.echomotion.segmentation.training.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A run in MLflow's file layout: {@code ROOT/EXPERIMENT/meta.yaml} and {@code
 * ROOT/EXPERIMENT/RUN/{meta.yaml,params,metrics,tags,artifacts}}. {@code mlflow ui
 * --backend-store-uri ROOT} shows it.
 */
final class LocalRuns {

  private static final ObjectMapper YAML =
      new ObjectMapper(
          new YAMLFactory()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES));

  private static final String TRACKER = "local";

  /** MLflow's number for "started from a local program". */
  private static final int LOCAL_SOURCE = 4;

  private final TrackedRun run;
  private final Path directory;

  private LocalRuns(TrackedRun run, Path directory) {
    this.run = run;
    this.directory = directory;
  }

  /** Starts a run below {@code root}, or continues the one named in the run's directory. */
  static LocalRuns open(Path root, TrackedRun run) throws IOException {
    RunIds ids = new RunIds(run.directory());
    Path experiment = experiment(root, run.experiment());
    Optional<String> known = ids.of(TRACKER).filter(id -> Files.exists(experiment.resolve(id)));
    if (known.isPresent()) {
      LocalRuns resumed = new LocalRuns(run, experiment.resolve(known.get()));
      resumed.status(RunStatus.RUNNING);
      return resumed;
    }
    String id = UUID.randomUUID().toString().replace("-", "");
    LocalRuns fresh = new LocalRuns(run, experiment.resolve(id));
    fresh.create(experiment.getFileName().toString(), id);
    ids.put(TRACKER, id);
    return fresh;
  }

  /** The run's own folder. */
  Path directory() {
    return directory;
  }

  void log(List<Measurement> measurements) throws IOException {
    for (Measurement m : measurements) {
      Path file = directory.resolve("metrics").resolve(m.name());
      Files.writeString(
          file,
          "%d %s %d%n".formatted(m.timestamp(), number(m.value()), m.epoch()),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  /** Copies the run's files. */
  void artefacts() throws IOException {
    for (Map.Entry<String, Path> file : RunArtefacts.of(run.directory()).entrySet()) {
      Path target = directory.resolve("artifacts").resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.copy(file.getValue(), target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  void status(RunStatus status) throws IOException {
    Path file = directory.resolve("meta.yaml");
    ObjectNode meta = (ObjectNode) YAML.readTree(file.toFile());
    meta.put("status", status.code());
    if (status == RunStatus.RUNNING) {
      meta.putNull("end_time");
    } else {
      meta.put("end_time", System.currentTimeMillis());
    }
    write(file, meta);
  }

  private void create(String experiment, String id) throws IOException {
    for (String folder : List.of("params", "metrics", "tags", "artifacts")) {
      Files.createDirectories(directory.resolve(folder));
    }
    for (Map.Entry<String, String> parameter : run.parameters().entrySet()) {
      Files.writeString(
          directory.resolve("params").resolve(parameter.getKey()), parameter.getValue());
    }
    for (Map.Entry<String, String> tag : run.tags().entrySet()) {
      Files.writeString(directory.resolve("tags").resolve(tag.getKey()), tag.getValue());
    }
    Files.writeString(directory.resolve("tags").resolve("mlflow.runName"), run.name());
    ObjectNode meta = YAML.createObjectNode();
    meta.put("artifact_uri", uri(directory.resolve("artifacts")));
    meta.putNull("end_time");
    meta.put("entry_point_name", "");
    meta.put("experiment_id", experiment);
    meta.put("lifecycle_stage", "active");
    meta.put("run_id", id);
    meta.put("run_name", run.name());
    meta.put("source_name", "");
    meta.put("source_type", LOCAL_SOURCE);
    meta.put("source_version", "");
    meta.put("start_time", System.currentTimeMillis());
    meta.put("status", RunStatus.RUNNING.code());
    meta.putArray("tags");
    // The user's name is private.
    meta.put("user_id", "");
    write(directory.resolve("meta.yaml"), meta);
  }

  private static Path experiment(Path root, String name) throws IOException {
    if (Files.isDirectory(root)) {
      try (Stream<Path> folders = Files.list(root)) {
        for (Path folder : folders.sorted().toList()) {
          Path meta = folder.resolve("meta.yaml");
          if (Files.exists(meta) && isNamed(YAML.readTree(meta.toFile()), name)) {
            return folder;
          }
        }
      }
    }
    long now = System.currentTimeMillis();
    // MLflow's ids of experiments are numbers of 18 digits.
    String id = String.valueOf(100_000_000_000_000_000L + now * 1000 + System.nanoTime() % 1000);
    Path folder = Files.createDirectories(root.resolve(id));
    ObjectNode meta = YAML.createObjectNode();
    meta.put("artifact_location", uri(folder));
    meta.put("creation_time", now);
    meta.put("experiment_id", id);
    meta.put("last_update_time", now);
    meta.put("lifecycle_stage", "active");
    meta.put("name", name);
    write(folder.resolve("meta.yaml"), meta);
    return folder;
  }

  private static boolean isNamed(JsonNode meta, String name) {
    return name.equals(meta.path("name").asText())
        && "active".equals(meta.path("lifecycle_stage").asText());
  }

  private static void write(Path file, ObjectNode meta) throws IOException {
    Path next = file.resolveSibling("meta.yaml.next");
    Files.writeString(next, YAML.writeValueAsString(meta));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The number as Python writes it, because Python reads it. */
  private static String number(double value) {
    return Double.isNaN(value) ? "nan" : Double.toString(value);
  }

  private static String uri(Path path) {
    String uri = path.toAbsolutePath().normalize().toUri().toString();
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }
}
