package org.echomotion.segmentation.training.tracking;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.echomotion.segmentation.training.configuration.Composition;
import org.echomotion.segmentation.training.configuration.TrainingConfig;

/**
 * Tracks one run: parameters at its start, figures after each epoch, files at its end. A resumed
 * run keeps its ids.
 */
public final class ExperimentTracking implements AutoCloseable {

  /** Longest wait for a slow server at the end of a run. */
  private static final long PATIENCE_SECONDS = 120;

  private interface FileWork {
    void run() throws IOException;
  }

  private final Set<String> warned = new HashSet<>();
  private Optional<LocalRuns> folder = Optional.empty();
  private Optional<ServerRun> server = Optional.empty();
  private boolean finished;

  private ExperimentTracking() {}

  /**
   * Starts tracking; never fails.
   *
   * @param run the run's directory
   * @param environment MLflow's variables: MLFLOW_TRACKING_URI, MLFLOW_TRACKING_USERNAME,
   *     MLFLOW_TRACKING_PASSWORD, MLFLOW_TRACKING_TOKEN, MLFLOW_TRACKING_INSECURE_TLS,
   *     MLFLOW_EXPERIMENT_NAME, MLFLOW_RUN_NAME
   */
  public static ExperimentTracking open(
      Path run, TrainingConfig config, Map<String, String> environment) {
    ExperimentTracking tracking = new ExperimentTracking();
    TrackingTarget target = TrackingTarget.of(run, environment);
    target.warning().ifPresent(tracking::warn);
    TrackedRun tracked =
        new TrackedRun(
            target.experiment(),
            environment.getOrDefault(
                "MLFLOW_RUN_NAME", run.toAbsolutePath().getFileName().toString()),
            run,
            parameters(config),
            Map.of("mlflow.source.name", "echomotion train", "mlflow.source.type", "LOCAL"));
    tracking.guarded(() -> tracking.folder = Optional.of(LocalRuns.open(target.folder(), tracked)));
    tracking.server = target.server().map(s -> new ServerRun(s, tracked, tracking::warn));
    return tracking;
  }

  /** Tracks the figures of {@code epoch}, counted from 1. */
  public void epoch(int epoch, Map<String, Double> figures) {
    long now = System.currentTimeMillis();
    List<Measurement> measurements =
        new TreeMap<>(figures)
            .entrySet().stream()
                .map(f -> new Measurement(f.getKey(), f.getValue(), epoch, now))
                .toList();
    folder.ifPresent(f -> guarded(() -> f.log(measurements)));
    server.ifPresent(s -> s.log(measurements));
  }

  /** Tracks that the run is finished and its files are complete. */
  public void finished() {
    finished = true;
    folder.ifPresent(f -> guarded(f::artefacts));
    server.ifPresent(ServerRun::artefacts);
  }

  /** Tracks the end of the run: as finished if {@link #finished} was called, else as failed. */
  @Override
  public void close() {
    RunStatus status = finished ? RunStatus.FINISHED : RunStatus.FAILED;
    folder.ifPresent(f -> guarded(() -> f.status(status)));
    server.ifPresent(s -> s.end(status, PATIENCE_SECONDS));
  }

  private static Map<String, String> parameters(TrainingConfig config) {
    Map<String, String> parameters = new TreeMap<>(Composition.flat(config));
    // A server rejects parameters without a value.
    parameters.values().removeIf(String::isEmpty);
    return parameters;
  }

  private void guarded(FileWork work) {
    try {
      work.run();
    } catch (IOException | RuntimeException e) {
      warn(
          "The run cannot be tracked in its folder (%s: %s)."
              .formatted(e.getClass().getSimpleName(), e.getMessage()));
    }
  }

  private synchronized void warn(String what) {
    if (warned.add(what)) {
      System.err.println(what + " Training continues.");
    }
  }
}
