package org.echomotion.cli.accuracy.study;

import java.util.Locale;
import java.util.Optional;
import org.echomotion.ef.interval.ConformalFit;
import org.echomotion.ef.interval.EjectionFractionInterval;
import org.echomotion.ef.quality.Quality.Grade;

/** Converts evaluated studies to the input of a calibration. Each needs an ejection fraction. */
public final class CalibrationStudies {

  private CalibrationStudies() {}

  /** Returns the study in the form that the calibration needs. */
  public static ConformalFit.Study of(EvaluatedStudy study) {
    EvaluatedStudy.Measured measured = study.measured().orElseThrow();
    return new ConformalFit.Study(
        study.set(),
        study.subject(),
        measured.percent(),
        study.referencePercent(),
        measured.standardDeviationPoints(),
        Grade.valueOf(measured.quality().toUpperCase(Locale.ROOT)),
        study.planes().equals(EvaluatedStudy.BIPLANE) ? 2 : 1);
  }

  /** Returns the interval that the platform reported. */
  public static EjectionFractionInterval interval(EvaluatedStudy study) {
    EvaluatedStudy.Measured measured = study.measured().orElseThrow();
    return new EjectionFractionInterval(
        measured.lowerPercent(),
        measured.upperPercent(),
        EjectionFractionInterval.SETTINGS.nominalCoverage(),
        measured.standardDeviationPoints(),
        measured.standardDeviationPoints(),
        Optional.of(measured.calibration()).filter(id -> !id.isEmpty()),
        "");
  }
}
