package org.echomotion.ingest.phantom;

import java.util.ArrayList;
import java.util.List;

/**
 * The timing of the beats of one clip: how far contracted the ventricle is and how far open the
 * mitral valve is, at any time. The first and the last beat are partial.
 */
final class CardiacCycle {

  /**
   * @param startSec time of end-diastole
   * @param systoleSec from end-diastole to end-systole
   * @param lengthSec to the next end-diastole
   */
  record Beat(double startSec, double systoleSec, double lengthSec) {
    double endSystoleSec() {
      return startSec + systoleSec;
    }
  }

  private final List<Beat> beats;
  private final double earlyFillingShare;
  private final double atrialStart;

  CardiacCycle(double heartRateBpm, double durationSec, Draw draw) {
    double mean = 60 / heartRateBpm;
    boolean arrhythmic = draw.chance(0.08);
    double variation = arrhythmic ? 0.18 : 0.025;
    // Without an atrial kick, as in atrial fibrillation, the ventricle rests after early filling.
    this.earlyFillingShare = arrhythmic ? 1 : draw.uniform(0.55, 0.8);
    this.atrialStart = draw.uniform(0.68, 0.78);
    double systole = 0.32 * Math.sqrt(mean / 0.86) * draw.normal(1, 0.12, 0.8, 1.25);
    systole = Math.min(0.44, Math.max(0.22, systole));
    List<Beat> drawn = new ArrayList<>();
    double start = -mean * draw.uniform(0.05, 0.95);
    while (start < durationSec) {
      double length = mean * draw.normal(1, variation, 0.6, 1.5);
      drawn.add(new Beat(start, Math.min(systole, 0.55 * length), length));
      start += length;
    }
    this.beats = List.copyOf(drawn);
  }

  List<Beat> beats() {
    return beats;
  }

  /**
   * The first beat whose end-diastolic and end-systolic frames both lie in the clip.
   *
   * @throws IllegalArgumentException when the clip is too short to hold one
   */
  Beat firstWholeBeat(double fps, int frames) {
    for (Beat beat : beats) {
      if (Math.round(beat.startSec * fps) >= 0 && Math.round(beat.endSystoleSec() * fps) < frames) {
        return beat;
      }
    }
    throw new IllegalArgumentException(
        "a clip of "
            + frames
            + " frames holds no end-diastole with its end-systole; "
            + "ask for more frames");
  }

  /** 0 at end-diastole, 1 at end-systole; smooth, flat at both. */
  double contraction(double timeSec) {
    Beat beat = at(timeSec);
    double tau = timeSec - beat.startSec;
    if (tau < beat.systoleSec) {
      return swing(Math.pow(Math.max(0, tau / beat.systoleSec), 1.1));
    }
    double y = (tau - beat.systoleSec) / (beat.lengthSec - beat.systoleSec);
    return 1
        - earlyFillingShare * swing(y / 0.45)
        - (1 - earlyFillingShare) * swing((y - atrialStart) / (1 - atrialStart));
  }

  /** 0 closed (systole) to 1 wide open (peak of early filling). */
  double mitralOpening(double timeSec) {
    Beat beat = at(timeSec);
    double y = (timeSec - beat.endSystoleSec()) / (beat.lengthSec - beat.systoleSec);
    if (y < 0) {
      return 0;
    }
    double early = Curve.ramp(y, 0.03, 0.14) * (1 - 0.65 * Curve.ramp(y, 0.25, 0.5));
    double atrial = earlyFillingShare == 1 ? 0 : 0.7 * Curve.bell(y - atrialStart - 0.1, 0.07);
    return Math.max(early, atrial) * (1 - Curve.ramp(y, 0.92, 1.0));
  }

  private Beat at(double timeSec) {
    for (Beat beat : beats) {
      if (timeSec < beat.startSec + beat.lengthSec) {
        return beat;
      }
    }
    return beats.get(beats.size() - 1);
  }

  private static double swing(double x) {
    return 0.5 * (1 - Math.cos(Math.PI * Math.min(1, Math.max(0, x))));
  }
}
