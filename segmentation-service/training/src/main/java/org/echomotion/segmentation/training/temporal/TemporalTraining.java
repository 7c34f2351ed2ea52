package org.echomotion.segmentation.training.temporal;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.echomotion.segmentation.network.temporal.TemporalConfig;

/**
 * Settings of a temporal training.
 *
 * @param network kind and size of the network
 * @param sequences files of sequences with known truth
 * @param measured a file of sequences with truth and a network's outlines; their errors are added
 *     to the sequences without outlines
 * @param out the run's directory
 * @param epochs number of epochs
 * @param steps steps per epoch
 * @param batch windows per step
 * @param rate peak learning rate
 * @param seed seed of all randomness
 */
public record TemporalTraining(
    TemporalConfig network,
    List<Path> sequences,
    Path measured,
    Path out,
    int epochs,
    int steps,
    int batch,
    double rate,
    long seed) {

  public TemporalTraining {
    sequences = List.copyOf(sequences);
    if (epochs < 1 || steps < 1 || batch < 1 || !(rate > 0)) {
      throw new IllegalArgumentException(
          "Epochs, steps and batch must be at least 1, and the learning rate above 0.");
    }
  }

  /** Name of the served model. */
  public String modelName() {
    return "echomotion-temporal-" + network.kind().name().toLowerCase(Locale.ROOT);
  }
}
