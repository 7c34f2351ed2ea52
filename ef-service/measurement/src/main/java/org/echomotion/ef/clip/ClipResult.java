package org.echomotion.ef.clip;

import java.util.List;
import java.util.Optional;
import org.echomotion.ef.beats.AssessedBeat;
import org.echomotion.ef.beats.Electrocardiogram;
import org.echomotion.ef.beats.HeartRate;
import org.echomotion.ef.beats.Regularity;
import org.echomotion.ef.interval.EjectionFractionInterval;
import org.echomotion.ef.interval.ErrorPredictors;
import org.echomotion.ef.interval.IntervalCalibration;
import org.echomotion.ef.interval.Planes;
import org.echomotion.ef.quality.PictureMeasures;
import org.echomotion.ef.quality.Quality;
import org.echomotion.ef.volume.BeatSlices;
import org.echomotion.ef.volume.FrameMeasurement;

/**
 * Everything that was measured on a clip.
 *
 * @param outcome the ejection fraction, or why there is none
 * @param heartRate empty if unknown
 * @param beats all beats in time order, including those excluded from the average; volumes in cubic
 *     pixels
 * @param slices one per beat, in the same order
 * @param regularity whether the rhythm is regular
 * @param electrocardiogram R-waves of the clip, and why they were not used; empty if the clip has
 *     none
 * @param quality how reliable the result is
 * @param frames one per frame of the clip, in order
 */
public record ClipResult(
    ClipOutcome outcome,
    Optional<HeartRate> heartRate,
    List<AssessedBeat> beats,
    List<BeatSlices> slices,
    Regularity regularity,
    Optional<Electrocardiogram> electrocardiogram,
    Quality quality,
    List<Frame> frames) {

  public ClipResult {
    beats = List.copyOf(beats);
    slices = List.copyOf(slices);
    if (slices.size() != beats.size()) {
      throw new IllegalArgumentException("every beat needs its slices");
    }
    frames = List.copyOf(frames);
  }

  /**
   * This result with the calibrated interval; unchanged if it has no ejection fraction.
   *
   * @param plane plane of the clip
   * @param picture empty if the picture was not measured
   */
  public ClipResult calibrated(
      IntervalCalibration calibration, Planes plane, Optional<PictureMeasures> picture) {
    if (!(outcome instanceof ClipOutcome.Computed computed)) {
      return this;
    }
    EjectionFractionInterval interval =
        calibration.interval(
            new ErrorPredictors(
                computed.ejectionFractionPercent(),
                computed.interval().standardDeviationPoints(),
                0),
            computed.interval().contourSdPoints(),
            plane,
            picture.flatMap(calibration::setLike));
    return new ClipResult(
        new ClipOutcome.Computed(
            computed.ejectionFractionPercent(),
            interval,
            computed.endDiastolicVolume(),
            computed.endSystolicVolume()),
        heartRate,
        beats,
        slices,
        regularity,
        electrocardiogram,
        quality,
        frames);
  }

  /**
   * This result without its ejection fraction. Beats and frames stay, so that they can be shown.
   */
  ClipResult without(ClipOutcome.Withheld why) {
    return new ClipResult(
        why,
        heartRate,
        beats,
        slices,
        regularity,
        electrocardiogram,
        Quality.poor(why.reason()),
        frames);
  }

  /**
   * One frame.
   *
   * @param measurement empty if no left ventricle was detected
   * @param smoothedVolume in cubic pixels, as used for finding beats; empty if there is no volume
   *     curve
   */
  public record Frame(Optional<FrameMeasurement> measurement, Optional<Double> smoothedVolume) {}
}
