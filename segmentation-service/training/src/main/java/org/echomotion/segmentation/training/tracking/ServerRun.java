package org.echomotion.segmentation.training.tracking;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.mlflow.api.proto.Service;
import org.mlflow.tracking.MlflowClient;

/**
 * A run on a tracking server, sent with MLflow's client on a separate thread. Unsent data are sent
 * again with the next data, so that nothing is lost if the server is away for a while.
 */
final class ServerRun {

  private static final int MOST_PER_CALL = 500;

  private interface Call {
    void run() throws IOException, InterruptedException;
  }

  private final TrackingTarget.Server server;
  private final TrackedRun run;
  private final Consumer<String> warn;
  private final MlflowClient client;
  private final List<Service.Metric> waiting = new ArrayList<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "tracking");
            made.setDaemon(true);
            return made;
          });
  private Optional<Service.RunInfo> info = Optional.empty();

  ServerRun(TrackingTarget.Server server, TrackedRun run, Consumer<String> warn) {
    this.server = server;
    this.run = run;
    this.warn = warn;
    client = new MlflowClient(server.credentials());
    submit(this::info);
  }

  void log(List<Measurement> measurements) {
    submit(
        () -> {
          measurements.forEach(m -> waiting.add(metric(m)));
          flush();
        });
  }

  /** Sends the run's files, if the server accepts them. */
  void artefacts() {
    submit(
        () -> {
          String location = info().getArtifactUri();
          if (ArtefactUpload.accepts(location)) {
            new ArtefactUpload(server).put(location, RunArtefacts.of(run.directory()));
          } else {
            warn.accept(
                ("The tracking server %s does not store artefacts itself. To store the run's files,"
                        + " start it with --serve-artifacts.")
                    .formatted(server));
          }
        });
  }

  /** Sends the unsent data and the final status; waits at most {@code seconds}. */
  void end(RunStatus status, long seconds) {
    submit(
        () -> {
          flush();
          client.setTerminated(info().getRunId(), Service.RunStatus.valueOf(status.name()));
        });
    thread.shutdown();
    try {
      if (!thread.awaitTermination(seconds, TimeUnit.SECONDS)) {
        warn.accept(
            "The tracking server %s did not receive everything within %d s."
                .formatted(server, seconds));
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void submit(Call call) {
    try {
      thread.execute(
          () -> {
            try {
              call.run();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            } catch (IOException | RuntimeException e) {
              warn.accept(
                  "The tracking server %s failed (%s)."
                      .formatted(server, e.getClass().getSimpleName()));
            }
          });
    } catch (RejectedExecutionException e) {
      warn.accept("The tracking server %s receives no more of this run.".formatted(server));
    }
  }

  private void flush() throws IOException {
    while (!waiting.isEmpty()) {
      List<Service.Metric> some =
          List.copyOf(waiting.subList(0, Math.min(MOST_PER_CALL, waiting.size())));
      client.logBatch(info().getRunId(), some, List.of(), List.of());
      waiting.subList(0, some.size()).clear();
    }
  }

  /** The run on the server, started or resumed on first use. */
  private Service.RunInfo info() throws IOException {
    if (info.isEmpty()) {
      RunIds ids = new RunIds(run.directory());
      String tracker = "server." + server;
      Optional<String> known = ids.of(tracker);
      if (known.isPresent()) {
        Service.RunInfo found = client.getRun(known.get()).getInfo();
        client.sendPost(
            "runs/update", "{\"run_id\":\"%s\",\"status\":\"RUNNING\"}".formatted(known.get()));
        info = Optional.of(found);
      } else {
        Service.RunInfo made = client.createRun(request());
        ids.put(tracker, made.getRunId());
        info = Optional.of(made);
        client.logBatch(made.getRunId(), List.of(), parameters(), List.of());
      }
    }
    return info.orElseThrow();
  }

  private Service.CreateRun request() {
    // A search, because the client treats status 404 as a failure and retries.
    String named = "name = '%s'".formatted(run.experiment().replace("'", "\\'"));
    String experiment =
        client.searchExperiments(named).getItems().stream()
            .findFirst()
            .map(Service.Experiment::getExperimentId)
            .orElseGet(() -> client.createExperiment(run.experiment()));
    Service.CreateRun.Builder request =
        Service.CreateRun.newBuilder()
            .setExperimentId(experiment)
            .setRunName(run.name())
            .setStartTime(System.currentTimeMillis());
    for (Map.Entry<String, String> tag : run.tags().entrySet()) {
      request.addTags(Service.RunTag.newBuilder().setKey(tag.getKey()).setValue(tag.getValue()));
    }
    return request.build();
  }

  private List<Service.Param> parameters() {
    return run.parameters().entrySet().stream()
        .map(p -> Service.Param.newBuilder().setKey(p.getKey()).setValue(p.getValue()).build())
        .toList();
  }

  private static Service.Metric metric(Measurement m) {
    return Service.Metric.newBuilder()
        .setKey(m.name())
        .setValue(m.value())
        .setStep(m.epoch())
        .setTimestamp(m.timestamp())
        .build();
  }
}
