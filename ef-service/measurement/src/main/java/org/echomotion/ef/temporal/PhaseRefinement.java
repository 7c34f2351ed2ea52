package org.echomotion.ef.temporal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.echomotion.ef.beats.Beat;
import org.echomotion.ef.beats.VolumeCurve;

/**
 * Moves the ends of beats to the nearby frames with the highest probability in the temporal model.
 * The beats come from the volume curve; none are added or dropped.
 */
public final class PhaseRefinement {

  /**
   * The constants that a result depends on.
   *
   * @param reachSeconds A turning point moves by at most this.
   * @param leastProbability A turning point moves only to a frame with at least this probability.
   */
  public record Settings(double reachSeconds, double leastProbability) {
    static final Settings DEFAULT = new Settings(0.1, 0.2);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  private final VolumeCurve curve;
  private final TemporalEstimate estimate;

  private PhaseRefinement(VolumeCurve curve, TemporalEstimate estimate) {
    this.curve = curve;
    this.estimate = estimate;
  }

  /**
   * The same beats with refined frames. Their volumes stay the same, because the ejection fraction
   * is computed from the largest and the smallest volume. The curve is flat near both, so the
   * volume alone does not determine the frame.
   */
  public static List<Beat> of(List<Beat> beats, VolumeCurve curve, TemporalEstimate estimate) {
    PhaseRefinement refinement = new PhaseRefinement(curve, estimate);
    List<Beat> refined = new ArrayList<>(beats.size());
    for (int i = 0; i < beats.size(); i++) {
      Beat beat = beats.get(i);
      boolean joined =
          i + 1 < beats.size() && beats.get(i + 1).endDiastolicFrame() == beat.endFrame();
      refined.add(refinement.refined(beat, joined || beat.complete()));
    }
    return refined;
  }

  private Beat refined(Beat beat, boolean endsInDiastole) {
    int diastole = moved(beat.endDiastolicFrame(), TemporalEstimate.Frame::endDiastole);
    int systole = moved(beat.endSystolicFrame(), TemporalEstimate.Frame::endSystole);
    int end =
        endsInDiastole
            ? moved(beat.endFrame(), TemporalEstimate.Frame::endDiastole)
            : beat.endFrame();
    boolean sameOrder =
        Integer.signum(systole - diastole)
                == Integer.signum(beat.endSystolicFrame() - beat.endDiastolicFrame())
            && end >= Math.max(systole, diastole);
    if (!sameOrder) {
      return beat;
    }
    return new Beat(
        diastole,
        systole,
        end,
        beat.complete(),
        beat.endDiastolicVolume(),
        beat.endSystolicVolume());
  }

  /** The most probable frame within reach; in a tie, the nearest. */
  private int moved(int frame, ToDoubleFunction<TemporalEstimate.Frame> probability) {
    int reach = curve.frameRate().frames(SETTINGS.reachSeconds(), 1);
    int best = frame;
    for (int distance = 1; distance <= reach; distance++) {
      for (int candidate : new int[] {frame - distance, frame + distance}) {
        if (candidate >= 0
            && candidate < estimate.frames().size()
            && at(candidate, probability) > at(best, probability)) {
          best = candidate;
        }
      }
    }
    return at(best, probability) >= SETTINGS.leastProbability() ? best : frame;
  }

  private double at(int frame, ToDoubleFunction<TemporalEstimate.Frame> probability) {
    return probability.applyAsDouble(estimate.frames().get(frame));
  }
}
