package org.echomotion.ef.clip;

import java.util.List;
import java.util.Optional;
import org.echomotion.ef.beats.AssessedBeat;
import org.echomotion.ef.beats.Electrocardiogram;
import org.echomotion.ef.beats.HeartRate;
import org.echomotion.ef.beats.Regularity;
import org.echomotion.ef.interval.EjectionFractionInterval;
import org.echomotion.ef.interval.IntervalCalibration;
import org.echomotion.ef.quality.Quality;
import org.echomotion.ef.volume.BeatSlices;
import org.echomotion.ef.volume.FrameMeasurement;

/**
 * All that was found on a clip.
 *
 * @param outcome the ejection fraction, or why there is none
 * @param heartRate empty if unknown
 * @param beats in time order, with those left out of the average; volumes in cubic pixels
 * @param slices of each beat, in the same order
 * @param regularity whether the beats follow each other evenly
 * @param electrocardiogram that came with the clip, and whether the beats rest on it
 * @param quality how far to rely on it
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
      throw new IllegalArgumentException("each beat has its slices");
    }
    frames = List.copyOf(frames);
  }

  /** The same with the interval that a calibration gives; as it is where there is no number. */
  public ClipResult calibrated(IntervalCalibration calibration) {
    if (!(outcome instanceof ClipOutcome.Computed computed)) {
      return this;
    }
    EjectionFractionInterval interval =
        calibration.interval(
            computed.ejectionFractionPercent(), computed.interval(), quality.grade(), 1);
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

  /** This result without its number. The beats and frames stay, so that they can be seen. */
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
   * @param measurement empty where no left ventricle was found
   * @param smoothedVolume in cubic pixels, what the beats were found on; empty where there is no
   *     volume curve
   */
  public record Frame(Optional<FrameMeasurement> measurement, Optional<Double> smoothedVolume) {}
}
