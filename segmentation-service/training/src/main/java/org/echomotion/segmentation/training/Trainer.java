package org.echomotion.segmentation.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.echomotion.segmentation.dataset.DataCard;
import org.echomotion.segmentation.dataset.PreparedDataset;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.evaluation.Evaluation;
import org.echomotion.segmentation.network.InferenceGraph;
import org.echomotion.segmentation.network.NetworkCost;
import org.echomotion.segmentation.network.PretrainedEncoder;
import org.echomotion.segmentation.network.Weights;
import org.echomotion.segmentation.training.configuration.TrainingConfig;
import org.echomotion.segmentation.training.export.ModelExport;
import org.echomotion.segmentation.training.run.EpochResult;
import org.echomotion.segmentation.training.run.MetricsLog;
import org.echomotion.segmentation.training.run.RunDirectory;
import org.echomotion.segmentation.training.run.TrainingProgress;
import org.echomotion.segmentation.training.tracking.ExperimentTracking;

/** Trains EchoMotionNet from prepared directories. */
public final class Trainer {

  private static final int VALIDATION_BATCH = 16;

  private final TrainingConfig config;
  private final RunDirectory run;
  private final ExperimentTracking tracking;
  private final List<PreparedFrame> valid;
  private final EpochOrder order;
  private final LearningRateSchedule schedule;

  private Trainer(
      TrainingConfig config,
      RunDirectory run,
      ExperimentTracking tracking,
      PreparedDataset dataset) {
    this.config = config;
    this.run = run;
    this.tracking = tracking;
    valid = dataset.split("valid");
    order = new EpochOrder(dataset.split("train"), config);
    int steps = order.stepsPerEpoch();
    schedule =
        new LearningRateSchedule(
            config.optim().rate(),
            Math.round(config.optim().warmUp() * steps),
            (long) steps * config.optim().epochs());
  }

  /**
   * Trains until the last epoch or until patience ends, starting at the newest checkpoint in {@code
   * out} if there is one. Exports averaged weights to {@code out/model}: the last ones, or with
   * patience the best.
   *
   * <p>{@code out} receives {@code data/} (shards), {@code data-card.json} and {@code
   * data-card.md}, {@code config.yaml}, {@code checkpoints/}, {@code metrics.csv}, {@code model/},
   * and {@code held-out.txt} if patients are held out; {@link ExperimentTracking} tracks the run.
   *
   * @return scores of the exported model on the valid split
   * @throws IOException if data cannot be read or results cannot be written
   * @throws IllegalArgumentException if data or the run's directory is not configured; if the
   *     directory has a run with another configuration; if a subject is in two splits; or if the
   *     train split or a required valid split is empty
   * @throws InterruptedException if stopped; the last finished epoch's checkpoint stays valid
   */
  public static Evaluation train(TrainingConfig config) throws IOException, InterruptedException {
    return train(config, System.getenv());
  }

  /** As above; {@code environment} has MLflow's variables. */
  static Evaluation train(TrainingConfig config, Map<String, String> environment)
      throws IOException, InterruptedException {
    if (config.out().isEmpty()) {
      throw new IllegalArgumentException("The directory of the run is missing: add out=DIR.");
    }
    if (config.data().path().isEmpty()) {
      throw new IllegalArgumentException("The training data is missing: add data.path=DIR[,DIR].");
    }
    RunDirectory run = RunDirectory.open(config);
    PreparedDataset dataset =
        SelfTraining.added(
            HeldOut.of(PreparedDataset.read(config.data().paths()), config.data())
                .withDisjointSplits(),
            config.data());
    if (dataset.split("train").isEmpty()) {
      throw new IllegalArgumentException(
          config.data().path() + " has no frame in the train split.");
    }
    if (config.optim().patience() > 0 && dataset.split("valid").isEmpty()) {
      throw new IllegalArgumentException(
          "optim.patience needs a valid split. Hold one out with data.valid_fraction.");
    }
    DataCard.of(dataset, config.data().paths()).write(run.path());
    HeldOut.write(dataset, config.data(), run.path());
    System.out.printf(
        "%s, attention %s: %s%n",
        config.network().encoder().name(),
        config.network().attention(),
        NetworkCost.of(config.network()));
    try (ExperimentTracking tracking = ExperimentTracking.open(run.path(), config, environment)) {
      Evaluation evaluation = new Trainer(config, run, tracking, dataset).train(dataset);
      tracking.finished();
      return evaluation;
    }
  }

  private Evaluation train(PreparedDataset dataset) throws IOException, InterruptedException {
    int epochs = config.optim().epochs();
    try (TrainingGraph graph = new TrainingGraph(config)) {
      int first = run.checkpoints().finishedEpochs().orElse(0);
      run.metrics().cutBackTo(first);
      if (first > 0) {
        run.checkpoints().restore(graph::restore, first);
      } else {
        graph.start(startWeights(graph));
      }
      int last =
          config.epochsThisRun() == 0 ? epochs : Math.min(epochs, first + config.epochsThisRun());
      TrainingProgress progress = new TrainingProgress(config.optim(), order.stepsPerEpoch(), last);
      for (int epoch = first; epoch < last && !stopping().shouldStop(); epoch++) {
        EpochResult result = epoch(graph, epoch, progress);
        if (result.epoch() % config.optim().validateEvery() == 0 || result.epoch() == epochs) {
          result = score(graph, result, progress);
        }
        run.metrics().append(result);
        run.checkpoints().save(graph::save, result.epoch());
        tracking.epoch(result.epoch(), measures(result));
        progress.finished(result);
      }
      EarlyStopping stopping = stopping();
      if (stopping.shouldStop()) {
        System.out.printf(
            "stopped: no better score since epoch %d%n", stopping.bestEpoch().getAsInt());
      }
      if (stopping.patience() > 0 && stopping.bestEpoch().isPresent()) {
        return ModelExport.of(
            run.bestWeights(stopping.bestEpoch().getAsInt()), config, dataset, run.model());
      }
      graph.averaged().write(run.averagedWeights());
      return ModelExport.of(run.averagedWeights(), config, dataset, run.model());
    }
  }

  private EarlyStopping stopping() throws IOException {
    return new EarlyStopping(run.metrics().meanValidDice(), config.optim().patience());
  }

  private Weights startWeights(TrainingGraph graph) throws IOException {
    Weights start =
        config
            .initialWeights()
            .map(prefix -> Weights.read(prefix, graph.parameters().all()))
            .orElseGet(() -> Weights.initial(graph.parameters(), config.seed()));
    String pretrained = config.model().pretrained();
    return pretrained.isEmpty()
        ? start
        : start.overlaidBy(PretrainedEncoder.read(Path.of(pretrained), config.network().encoder()));
  }

  private EpochResult epoch(TrainingGraph graph, int epoch, TrainingProgress progress)
      throws InterruptedException {
    int steps = order.stepsPerEpoch();
    double loss = 0;
    double dice = 0;
    double norm = 0;
    double rate = 0;
    try (BatchStream batches = new BatchStream(order.epoch(epoch), epoch, config);
        TrainingProgress.Epoch shown = progress.epoch(epoch + 1)) {
      for (int i = 0; i < steps; i++) {
        long number = (long) epoch * steps + i;
        rate = schedule.at(number);
        TrainingGraph.Step step =
            graph.step(batches.next(), number, rate, config.seed() * 1_000_003 + number);
        if (!Double.isFinite(step.loss())) {
          throw new IllegalStateException(
              "The loss is not finite in epoch %d. Lower the learning rate.".formatted(epoch + 1));
        }
        loss += step.loss();
        dice += step.dice();
        norm += step.gradientNorm();
        shown.step(loss / (i + 1), dice / (i + 1));
      }
      return new EpochResult(
          epoch + 1,
          rate,
          loss / steps,
          dice / steps,
          norm / steps,
          shown.imagesPerSecond(),
          Map.of());
    }
  }

  /** Scores the averaged weights, and keeps them if they are the best so far. */
  private EpochResult score(TrainingGraph graph, EpochResult result, TrainingProgress progress)
      throws IOException {
    long start = System.nanoTime();
    graph.averaged().write(run.averagedWeights());
    Map<String, Double> dice;
    try (InferenceGraph inference =
        new InferenceGraph(config.network(), run.averagedWeights(), config.threads())) {
      dice = bySource(Evaluation.of(inference.segmenter(VALIDATION_BATCH), valid));
    }
    EpochResult scored = result.scored(dice);
    if (config.optim().patience() > 0) {
      keepIfBest(graph, scored);
    }
    progress.scored(System.nanoTime() - start);
    return scored;
  }

  private void keepIfBest(TrainingGraph graph, EpochResult result) throws IOException {
    Map<Integer, Double> scores = new TreeMap<>(run.metrics().meanValidDice());
    scores.put(result.epoch(), MetricsLog.meanAsWritten(result.validDice()));
    int best = new EarlyStopping(scores, config.optim().patience()).bestEpoch().orElseThrow();
    if (best == result.epoch()) {
      graph.averaged().write(run.bestWeights(best));
      run.forgetBestBefore(best);
    }
  }

  private static Map<String, Double> bySource(Evaluation evaluation) {
    Map<String, Double> dice = new TreeMap<>();
    evaluation
        .groups()
        .forEach(
            (key, group) -> {
              if (!key.contains("/")) {
                dice.put(key, group.dice());
              }
            });
    return dice;
  }

  private static Map<String, Double> measures(EpochResult result) {
    Map<String, Double> measures = new TreeMap<>();
    measures.put("loss", result.loss());
    measures.put("dice", result.dice());
    measures.put("gradient_norm", result.gradientNorm());
    measures.put("learning_rate", result.learningRate());
    measures.put("images_per_second", result.imagesPerSecond());
    result.validDice().forEach((source, dice) -> measures.put("valid_dice." + source, dice));
    return measures;
  }
}
