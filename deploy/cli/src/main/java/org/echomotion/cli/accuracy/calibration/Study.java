package org.echomotion.cli.accuracy.calibration;

import java.util.List;
import org.echomotion.ef.interval.ErrorPredictors;
import org.echomotion.ef.interval.Planes;
import org.echomotion.ef.quality.PictureMeasures;

/**
 * A measured study with a known ejection fraction.
 *
 * @param set data set of the study
 * @param subject pseudonym of the patient, unique in the set
 * @param planes planes that were measured; not {@link Planes#ANY}
 * @param referencePercent ejection fraction from the set's label
 * @param predictors what its error depends on
 * @param pictures measures of the clips' pictures; empty if unknown
 */
public record Study(
    String set,
    String subject,
    Planes planes,
    double referencePercent,
    ErrorPredictors predictors,
    List<PictureMeasures> pictures) {

  public Study {
    pictures = List.copyOf(pictures);
  }

  /** Measured minus reference, points. */
  double error() {
    return predictors.ejectionFractionPercent() - referencePercent;
  }

  /** The patient, unique over all sets. */
  String patient() {
    return set + '/' + subject;
  }
}
