package org.echomotion.segmentation.training;

import java.nio.file.Path;
import java.util.List;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.network.Weights;
import org.echomotion.segmentation.training.configuration.TrainingConfig;

/**
 * Trains a network further on a few frames in memory, again and again from the same weights. One
 * graph serves all trainings.
 */
public final class FineTuning implements AutoCloseable {

  private final TrainingConfig config;
  private final TrainingGraph graph;
  private final Weights start;

  /**
   * @param config with the weights to start from, or with the seed of random ones; its directories
   *     are not used
   */
  public FineTuning(TrainingConfig config) {
    this.config = config;
    graph = new TrainingGraph(config);
    start =
        config
            .initialWeights()
            .map(checkpoint -> Weights.read(checkpoint, graph.parameters().all()))
            .orElseGet(() -> Weights.initial(graph.parameters(), config.seed()));
  }

  /** Writes the weights that every training starts from as a checkpoint. */
  public void writeStart(Path checkpoint) {
    start.write(checkpoint);
  }

  /**
   * Trains for all epochs of the configuration, and writes the averaged weights as a checkpoint.
   * The same frames and seed give the same order and the same augmentation.
   *
   * @param frames at least one
   */
  public void train(List<PreparedFrame> frames, long seed, Path checkpoint)
      throws InterruptedException {
    TrainingConfig seeded = config.withSeed(seed);
    EpochOrder order = new EpochOrder(frames, seeded);
    int steps = order.stepsPerEpoch();
    LearningRateSchedule schedule =
        new LearningRateSchedule(
            config.optim().rate(),
            Math.round(config.optim().warmUp() * steps),
            (long) steps * config.optim().epochs());
    graph.start(start);
    long number = 0;
    for (int epoch = 0; epoch < config.optim().epochs(); epoch++) {
      try (BatchStream batches = new BatchStream(order.epoch(epoch), epoch, seeded)) {
        for (int i = 0; i < steps; i++) {
          graph.step(batches.next(), number, schedule.at(number), seed * 1_000_003 + number);
          number++;
        }
      }
    }
    graph.averaged().write(checkpoint);
  }

  @Override
  public void close() {
    graph.close();
  }
}
