package org.echomotion.ef.study;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echomotion.ef.fusion.Opinion;
import org.echomotion.ef.interval.EjectionFractionInterval;
import org.echomotion.ef.interval.IntervalCalibration;
import org.echomotion.ef.quality.Quality;
import org.echomotion.ef.volume.Millilitres;

/** Combined result of a study. Clips are named by their index in the list of clips. */
public sealed interface StudyOutcome {

  /**
   * How the best A4C and the best A2C clip compare.
   *
   * @param ejectionFractionPoints A2C less A4C; empty where there are not both
   * @param lengthShare difference of the long axes at end-diastole, as a share of the longer; empty
   *     where there are not both with spacing
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
   * @param interval around it
   * @param endDiastolicVolume mean over the pairs; empty where a view has no spacing
   * @param endSystolicVolume mean over the pairs; empty where a view has no spacing
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

    /** The same with the interval that a calibration gives. */
    public TwoViews calibrated(IntervalCalibration calibration) {
      return with(calibration.interval(ejectionFractionPercent, interval, quality.grade(), 2));
    }

    /** The same with the interval that contains a second opinion. */
    public TwoViews widened(Opinion opinion) {
      return with(opinion.widened(interval));
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
   * One clip speaks for the study: its result is the study's.
   *
   * @param clip the clip
   * @param reason why not two views, and what to do, in words
   * @param comparison of the views
   */
  record OneView(int clip, String reason, Comparison comparison) implements StudyOutcome {}

  /**
   * No clip has a number.
   *
   * @param clip the one whose reason comes first
   * @param reason why each has none
   */
  record NoNumber(int clip, String reason) implements StudyOutcome {}
}
