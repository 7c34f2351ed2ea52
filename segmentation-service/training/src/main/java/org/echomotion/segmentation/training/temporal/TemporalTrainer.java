package org.echomotion.segmentation.training.temporal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.echomotion.segmentation.network.Weights;
import org.echomotion.segmentation.network.temporal.TemporalGraph;
import org.echomotion.segmentation.training.Checkpoints;
import org.echomotion.segmentation.training.LearningRateSchedule;

/** Trains a temporal network. In: files of sequences. Out: a model directory {@code out/model}. */
public final class TemporalTrainer {

  private static final long WARM_UP_STEPS = 50;
  private static final int CHECKED_WINDOWS = 64;

  /** Receives the progress of the training. */
  @FunctionalInterface
  public interface Listener {

    /**
     * Called after each epoch.
     *
     * @param line figures of the epoch, in one line
     */
    void epoch(int finished, int of, String line);
  }

  private final TemporalTraining settings;
  private final List<TemporalSequence> sequences;
  private final NoiseReport errors;
  private final Checkpoints checkpoints;

  private TemporalTrainer(TemporalTraining settings) throws IOException {
    this.settings = settings;
    this.sequences = new ArrayList<>();
    for (Path file : settings.sequences()) {
      SequenceFile.read(file).stream().filter(TemporalSequence::known).forEach(sequences::add);
    }
    if (sequences.isEmpty()) {
      throw new IllegalArgumentException("The files have no sequence with its truth.");
    }
    this.errors = NoiseMeasurement.of(SequenceFile.read(settings.measured()));
    this.checkpoints = new Checkpoints(settings.out().resolve("checkpoints"));
  }

  /**
   * Trains, and continues after the last finished epoch if the directory has one.
   *
   * @return the model's directory
   * @throws IllegalArgumentException if there is nothing to train on
   */
  public static Path train(TemporalTraining settings, Listener listener) throws IOException {
    return new TemporalTrainer(settings).run(listener);
  }

  private Path run(Listener listener) throws IOException {
    Path weights = settings.out().resolve("weights").resolve("averaged");
    try (TemporalTrainingGraph graph = new TemporalTrainingGraph(settings.network())) {
      int first = checkpoints.finishedEpochs().orElse(0);
      if (first > 0) {
        checkpoints.restore(graph::restore, first);
      } else {
        graph.start(Weights.initial(graph.parameters(), settings.seed()));
      }
      for (int epoch = first; epoch < settings.epochs(); epoch++) {
        String line = epoch(graph, epoch);
        checkpoints.save(graph::save, epoch + 1);
        listener.epoch(epoch + 1, settings.epochs(), line);
      }
      graph.averaged().write(weights);
    }
    Path model = settings.out().resolve("model");
    try (TemporalGraph inference = new TemporalGraph(settings.network(), weights)) {
      TemporalModelDirectory.write(model, settings, sequences, errors, check(inference), inference);
    }
    return model;
  }

  private String epoch(TemporalTrainingGraph graph, int epoch) {
    LearningRateSchedule schedule =
        new LearningRateSchedule(
            settings.rate(), WARM_UP_STEPS, (long) settings.epochs() * settings.steps());
    // One generator per epoch, so that a resumed run draws the same as an uninterrupted one.
    Random random = new Random(settings.seed() * 1_000_003 + epoch);
    double loss = 0;
    double curve = 0;
    double phase = 0;
    long start = System.nanoTime();
    for (int i = 0; i < settings.steps(); i++) {
      long number = (long) epoch * settings.steps() + i;
      TemporalTrainingGraph.Step step =
          graph.step(
              TemporalBatch.draw(sequences, errors.noise(), settings.batch(), random),
              number,
              schedule.at(number));
      loss += step.loss() / settings.steps();
      curve += step.curve() / settings.steps();
      phase += step.phase() / settings.steps();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return String.format(
        Locale.ROOT,
        "epoch %d/%d loss %.4f volume error %.2f %% phase loss %.4f, %.1f windows/s, %.0f s left",
        epoch + 1,
        settings.epochs(),
        loss,
        100 * curve,
        phase,
        settings.steps() * settings.batch() / seconds,
        seconds * (settings.epochs() - epoch - 1));
  }

  /** Root mean square error of the relative volume in percent, as measured and as corrected. */
  private double[] check(TemporalGraph inference) {
    TemporalBatch batch =
        TemporalBatch.draw(
            sequences, errors.noise(), CHECKED_WINDOWS, new Random(settings.seed() ^ 0x7e57L));
    float[] disks = Objects.requireNonNull(inference.run(batch.features()).get("disks"));
    return RelativeVolumes.errorsPercent(batch, disks);
  }
}
