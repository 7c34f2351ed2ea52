package org.echomotion.segmentation.evaluation;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.echomotion.segmentation.dataset.LabelledFrame;

/**
 * A model's temperature and what it does, as {@code model.json} keeps it.
 *
 * @param temperature what the trained logits are divided by
 * @param eceBefore expected calibration error inside the sector with temperature 1
 * @param eceAfter the same with {@code temperature}
 * @param nllBefore mean negative log likelihood in nats with temperature 1
 * @param nllAfter the same with {@code temperature}
 * @param on the labelled frames that it was fitted on, in words
 * @param pixels pixels inside the sector of those frames
 * @param bins reliability diagram with {@code temperature}
 */
public record Calibration(
    double temperature,
    double eceBefore,
    double eceAfter,
    double nllBefore,
    double nllAfter,
    String on,
    long pixels,
    List<ReliabilityDiagram.Bin> bins) {

  public Calibration {
    bins = List.copyOf(bins);
  }

  /**
   * Fits a temperature.
   *
   * @param logits at least one pixel
   */
  public static Calibration fit(SectorLogits logits, String on) {
    if (logits.pixels() == 0) {
      throw new IllegalArgumentException("There is no pixel to calibrate on.");
    }
    double temperature = logits.bestTemperature();
    ReliabilityDiagram after = logits.reliability(temperature);
    return new Calibration(
        temperature,
        logits.reliability(1).expectedCalibrationError(),
        after.expectedCalibrationError(),
        logits.negativeLogLikelihood(1),
        logits.negativeLogLikelihood(temperature),
        on,
        logits.pixels(),
        after.bins());
  }

  /** Names frames for {@link #on}: the split, and how many frames of each source. */
  public static String named(String split, List<LabelledFrame> frames) {
    return split
        + ": "
        + frames.stream()
            .collect(
                Collectors.groupingBy(LabelledFrame::source, TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(source -> source.getValue() + " frames of " + source.getKey())
            .collect(Collectors.joining(", "));
  }
}
