package org.echomotion.cli.accuracy.calibration;

import java.util.List;
import org.echomotion.ef.interval.Planes;
import org.echomotion.ef.quality.PictureMeasures;

/**
 * A measured study with a known ejection fraction.
 *
 * @param set data set of the study
 * @param subject pseudonym of the patient, unique in the set
 * @param planes planes that were measured; not {@link Planes#ANY}
 * @param measuredPercent measured ejection fraction
 * @param referencePercent ejection fraction from the set's label
 * @param standardDeviationPoints standard deviation from error propagation
 * @param viewDifferencePoints A2C minus A4C; 0 for one view
 * @param pictures measures of the clips' pictures; empty if unknown
 */
public record Study(
    String set,
    String subject,
    Planes planes,
    double measuredPercent,
    double referencePercent,
    double standardDeviationPoints,
    double viewDifferencePoints,
    List<PictureMeasures> pictures) {

  public Study {
    pictures = List.copyOf(pictures);
  }

  /** Measured minus reference, points. */
  double error() {
    return measuredPercent - referencePercent;
  }

  /** The patient, unique over all sets. */
  String patient() {
    return set + '/' + subject;
  }
}
