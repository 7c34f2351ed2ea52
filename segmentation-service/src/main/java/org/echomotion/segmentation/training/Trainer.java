package org.echomotion.segmentation.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.echomotion.segmentation.dataset.LabelledFrame;
import org.echomotion.segmentation.dataset.PreparedDataset;
import org.echomotion.segmentation.evaluation.Calibration;
import org.echomotion.segmentation.evaluation.Evaluation;
import org.echomotion.segmentation.evaluation.SectorLogits;
import org.echomotion.segmentation.network.InferenceGraph;
import org.echomotion.segmentation.network.Weights;

/** Trains EchoMotionNet from a prepared directory. */
public final class Trainer {

  private static final int VALIDATION_BATCH = 16;

  private Trainer() {}

  /**
   * Trains until {@code config.epochs()}, from the newest checkpoint in {@code out} if there is
   * one, and exports the averaged weights to {@code out/model}.
   *
   * @param data prepared directory; see {@link PreparedDataset}
   * @param out receives {@code checkpoints/}, {@code metrics.csv} and {@code model/}
   * @return scores of the exported model on the valid split
   * @throws IOException if data cannot be read or results not written
   * @throws IllegalArgumentException if the train split is empty
   * @throws InterruptedException if stopped; the last finished epoch's checkpoint stands
   */
  public static Evaluation train(TrainingConfig config, Path data, Path out)
      throws IOException, InterruptedException {
    return train(config, List.of(data), out);
  }

  /** As {@link #train(TrainingConfig, Path, Path)}, from several prepared directories. */
  public static Evaluation train(TrainingConfig config, List<Path> data, Path out)
      throws IOException, InterruptedException {
    PreparedDataset dataset = PreparedDataset.read(data);
    List<LabelledFrame> training = dataset.split("train");
    List<LabelledFrame> valid = dataset.split("valid");
    if (training.isEmpty()) {
      throw new IllegalArgumentException(data + " has no frame in the train split.");
    }
    Files.createDirectories(out);
    EpochOrder order = new EpochOrder(training, config);
    Checkpoints checkpoints = new Checkpoints(out.resolve("checkpoints"));
    try (TrainingGraph graph = new TrainingGraph(config)) {
      int first = checkpoints.finishedEpochs().orElse(0);
      if (first > 0) {
        checkpoints.restore(graph, first);
      } else {
        graph.start(startWeights(config, graph));
      }
      int last =
          config.epochsThisRun() == 0
              ? config.epochs()
              : Math.min(config.epochs(), first + config.epochsThisRun());
      Optional<EpochResult> newest = Optional.empty();
      for (int epoch = first; epoch < last; epoch++) {
        EpochResult result = epoch(config, graph, order, epoch);
        newest = Optional.of(result);
        checkpoints.save(graph, epoch + 1);
        boolean scored = (epoch + 1) % config.validateEvery() == 0;
        if (epoch + 1 < last) {
          record(
              config, out, epoch, result, scored ? validate(config, graph, valid, out) : Map.of());
        }
      }
      SectorLogits logits = new SectorLogits();
      Evaluation evaluation;
      Evaluation test;
      try (InferenceGraph inference = averaged(config, graph, out)) {
        evaluation = Evaluation.of(inference.segmenter(VALIDATION_BATCH), valid, logits);
        if (newest.isPresent()) {
          record(config, out, last - 1, newest.get(), bySource(evaluation));
        }
        test = Evaluation.of(inference.segmenter(VALIDATION_BATCH), dataset.split("test"));
      }
      Optional<Calibration> calibration = calibration(logits, valid);
      float temperature =
          (float) calibration.map(Calibration::temperature).orElse(1.0).doubleValue();
      try (InferenceGraph inference =
          new InferenceGraph(config.network(), weights(out), config.threads(), temperature)) {
        ModelDirectory.write(
            out.resolve("model"),
            config,
            dataset,
            Map.of("valid", evaluation, "test", test),
            calibration,
            inference);
      }
      return evaluation;
    }
  }

  private static Optional<Calibration> calibration(SectorLogits logits, List<LabelledFrame> valid) {
    return logits.pixels() == 0
        ? Optional.empty()
        : Optional.of(Calibration.fit(logits, Calibration.named("valid", valid)));
  }

  private record EpochResult(
      double loss, double gradientNorm, double learningRate, double imagesPerSecond) {}

  private static Weights startWeights(TrainingConfig config, TrainingGraph graph) {
    return config
        .initialWeights()
        .map(prefix -> Weights.read(prefix, graph.parameters().all()))
        .orElseGet(() -> Weights.initial(graph.parameters(), config.seed()));
  }

  private static EpochResult epoch(
      TrainingConfig config, TrainingGraph graph, EpochOrder order, int epoch)
      throws InterruptedException {
    int steps = order.stepsPerEpoch();
    LearningRateSchedule schedule =
        new LearningRateSchedule(
            config.learningRate(),
            Math.round(config.warmUpEpochs() * steps),
            (long) steps * config.epochs());
    double loss = 0;
    double norm = 0;
    double rate = 0;
    long start = System.nanoTime();
    try (BatchStream batches = new BatchStream(order.epoch(epoch), epoch, config);
        ProgressBar bar = bar(config, epoch, steps)) {
      for (int i = 0; i < steps; i++) {
        long number = (long) epoch * steps + i;
        rate = schedule.at(number);
        TrainingGraph.Step step =
            graph.step(batches.next(), number, rate, config.seed() * 1_000_003 + number);
        if (!Double.isFinite(step.loss())) {
          throw new IllegalStateException(
              "The loss is not finite in epoch %d; lower the learning rate.".formatted(epoch + 1));
        }
        loss += step.loss() / steps;
        norm += step.gradientNorm() / steps;
        bar.step();
        bar.setExtraMessage(
            String.format(
                Locale.ROOT,
                " loss %.4f, %.0f images/s",
                loss * steps / (i + 1),
                (i + 1) * config.batchSize() / seconds(start)));
      }
    }
    return new EpochResult(loss, norm, rate, steps * config.batchSize() / seconds(start));
  }

  private static Map<String, Double> validate(
      TrainingConfig config, TrainingGraph graph, List<LabelledFrame> valid, Path out) {
    try (InferenceGraph inference = averaged(config, graph, out)) {
      return bySource(Evaluation.of(inference.segmenter(VALIDATION_BATCH), valid));
    }
  }

  private static InferenceGraph averaged(TrainingConfig config, TrainingGraph graph, Path out) {
    graph.averaged().write(weights(out));
    return new InferenceGraph(config.network(), weights(out), config.threads());
  }

  private static Path weights(Path out) {
    return out.resolve("work").resolve("averaged");
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

  private static void record(
      TrainingConfig config, Path out, int epoch, EpochResult r, Map<String, Double> dice)
      throws IOException {
    MetricsLog log = new MetricsLog(out.resolve("metrics.csv"));
    Map<String, Double> rows = dice.isEmpty() ? Map.of("", Double.NaN) : dice;
    for (Map.Entry<String, Double> row : rows.entrySet()) {
      log.append(
          epoch + 1,
          r.learningRate(),
          r.loss(),
          r.gradientNorm(),
          r.imagesPerSecond(),
          row.getKey(),
          row.getValue());
    }
    System.out.printf(
        Locale.ROOT,
        "epoch %d/%d loss %.4f norm %.2f rate %.2g %.0f images/s valid Dice %s%n",
        epoch + 1,
        config.epochs(),
        r.loss(),
        r.gradientNorm(),
        r.learningRate(),
        r.imagesPerSecond(),
        dice);
  }

  private static ProgressBar bar(TrainingConfig config, int epoch, int steps) {
    return new ProgressBarBuilder()
        .setTaskName("epoch %d/%d".formatted(epoch + 1, config.epochs()))
        .setInitialMax(steps)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(1000)
        .build();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
