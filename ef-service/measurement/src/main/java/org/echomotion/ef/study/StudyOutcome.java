package org.echomotion.ef.study;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echomotion.ef.interval.EjectionFractionInterval;
import org.echomotion.ef.interval.ErrorPredictors;
import org.echomotion.ef.interval.IntervalCalibration;
import org.echomotion.ef.interval.Planes;
import org.echomotion.ef.quality.Quality;
import org.echomotion.ef.volume.Millilitres;

/** Combined result of a study. Clips are named by their index in the list of clips. */
public sealed interface StudyOutcome {

  /**
   * Comparison of the best A4C and the best A2C clip.
   *
   * @param ejectionFractionPoints A2C minus A4C; empty if a view has no ejection fraction
   * @param lengthShare difference of the long axes at end-diastole, as a share of the longer; empty
   *     unless both views have spacing
   */
  record Comparison(OptionalDouble ejectionFractionPoints, OptionalDouble lengthShare) {

    static final Comparison NONE = new Comparison(OptionalDouble.empty(), OptionalDouble.empty());
  }

  /**
   * Measured in both views.
   *
   * @param fourChamber the A4C clip
   * @param twoChamber the A2C clip
   * @param beats the averaged pairs, at least one
   * @param ejectionFractionPercent mean over the pairs, 5 to 90
   * @param interval around the ejection fraction
   * @param endDiastolicVolume mean over the pairs; empty if a view has no spacing
   * @param endSystolicVolume mean over the pairs; empty if a view has no spacing
   * @param quality of both views together
   * @param comparison of the views
   */
  record TwoViews(
      int fourChamber,
      int twoChamber,
      List<BiplaneBeat> beats,
      double ejectionFractionPercent,
      EjectionFractionInterval interval,
      Optional<Millilitres> endDiastolicVolume,
      Optional<Millilitres> endSystolicVolume,
      Quality quality,
      Comparison comparison)
      implements StudyOutcome {

    public TwoViews {
      beats = List.copyOf(beats);
    }

    /**
     * This outcome with the calibrated interval.
     *
     * @param setName set of the calibration that the pictures of both views look like; empty if
     *     none
     */
    public TwoViews calibrated(IntervalCalibration calibration, Optional<String> setName) {
      return with(
          calibration.interval(
              new ErrorPredictors(
                  ejectionFractionPercent,
                  interval.standardDeviationPoints(),
                  comparison.ejectionFractionPoints().orElse(0)),
              interval.contourSdPoints(),
              Planes.BIPLANE,
              setName));
    }

    private TwoViews with(EjectionFractionInterval other) {
      return new TwoViews(
          fourChamber,
          twoChamber,
          beats,
          ejectionFractionPercent,
          other,
          endDiastolicVolume,
          endSystolicVolume,
          quality,
          comparison);
    }
  }

  /**
   * The study's result is the result of one clip.
   *
   * @param clip the clip
   * @param reason why the result is not from two views, and what to do, in words
   * @param comparison of the views
   */
  record OneView(int clip, String reason, Comparison comparison) implements StudyOutcome {}

  /**
   * No clip has an ejection fraction.
   *
   * @param clip the clip of the first reason
   * @param reason why each clip has none
   */
  record NoNumber(int clip, String reason) implements StudyOutcome {}
}
