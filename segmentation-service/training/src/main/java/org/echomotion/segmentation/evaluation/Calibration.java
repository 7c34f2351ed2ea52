package org.echomotion.segmentation.evaluation;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.echomotion.segmentation.dataset.PreparedFrame;

/**
 * A model's temperature and its effect, as stored in {@code model.json}.
 *
 * @param temperature divisor of the trained logits
 * @param eceBefore expected calibration error inside the sector with temperature 1
 * @param eceAfter the same with {@code temperature}
 * @param nllBefore mean negative log likelihood in nats with temperature 1
 * @param nllAfter the same with {@code temperature}
 * @param on description of the labelled frames used for the fit
 * @param pixels number of pixels inside the sector of those frames
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
   * Fits a temperature to the logits of a model without a temperature.
   *
   * @param logits logits of at least one pixel
   */
  public static Calibration fit(SectorLogits logits, String on) {
    return fit(logits, 1, on);
  }

  /**
   * Fits a temperature.
   *
   * @param logits output of the model, at least one pixel
   * @param present temperature already in the model
   */
  public static Calibration fit(SectorLogits logits, double present, String on) {
    if (logits.pixels() == 0) {
      throw new IllegalArgumentException("No pixels to calibrate on.");
    }
    double factor = logits.bestTemperature();
    ReliabilityDiagram after = logits.reliability(factor);
    return new Calibration(
        present * factor,
        logits.reliability(1 / present).expectedCalibrationError(),
        after.expectedCalibrationError(),
        logits.negativeLogLikelihood(1 / present),
        logits.negativeLogLikelihood(factor),
        on,
        logits.pixels(),
        after.bins());
  }

  /** Describes frames for {@link #on}: the split, and the number of frames of each source. */
  public static String named(String split, List<PreparedFrame> frames) {
    return split
        + ": "
        + frames.stream()
            .collect(
                Collectors.groupingBy(PreparedFrame::source, TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(source -> source.getValue() + " frames of " + source.getKey())
            .collect(Collectors.joining(", "));
  }
}
