package org.echomotion.segmentation.training.temporal;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.echomotion.segmentation.network.temporal.TemporalConfig;

/**
 * What is trained, and how.
 *
 * @param network its kind and size
 * @param sequences files of sequences whose truth is known
 * @param measured a file of sequences with truth and a network's outlines: their errors are put on
 *     the sequences that no network outlined
 * @param out the run's directory
 * @param epochs how many
 * @param steps of an epoch
 * @param batch windows of a step
 * @param rate peak learning rate
 * @param seed decides all that is random
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

  /** By which the model is served. */
  public String modelName() {
    return "echomotion-temporal-" + network.kind().name().toLowerCase(Locale.ROOT);
  }
}
