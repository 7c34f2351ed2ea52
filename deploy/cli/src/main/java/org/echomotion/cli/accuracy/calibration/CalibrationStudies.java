package org.echomotion.cli.accuracy.calibration;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echomotion.cli.accuracy.study.EvaluatedStudy;
import org.echomotion.ef.interval.EjectionFractionInterval;
import org.echomotion.ef.interval.ErrorPredictors;
import org.echomotion.ef.interval.Planes;

/** Converts evaluated studies to the input of a calibration. Each needs an ejection fraction. */
public final class CalibrationStudies {

  private CalibrationStudies() {}

  /**
   * Returns the study in the form that the calibration needs.
   *
   * @param set name of its set in the calibration
   */
  public static Study of(EvaluatedStudy study, String set) {
    EvaluatedStudy.Measured measured = study.measured().orElseThrow();
    return new Study(
        set,
        study.subject(),
        switch (study.planes()) {
          case EvaluatedStudy.A4C -> Planes.A4C;
          case EvaluatedStudy.A2C -> Planes.A2C;
          case EvaluatedStudy.BIPLANE -> Planes.BIPLANE;
          default ->
              throw new IllegalArgumentException(
                  "%s: '%s' is not A4C, A2C or biplane".formatted(study.name(), study.planes()));
        },
        study.referencePercent(),
        new ErrorPredictors(
            measured.percent(),
            measured.standardDeviationPoints(),
            measured.viewDifferencePoints()),
        measured.pictures());
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
        Optional.of(measured.calibration())
            .filter(id -> !id.isEmpty())
            .map(
                id ->
                    new EjectionFractionInterval.Calibrated(
                        id, Optional.empty(), OptionalDouble.empty(), Map.of())),
        "");
  }
}
