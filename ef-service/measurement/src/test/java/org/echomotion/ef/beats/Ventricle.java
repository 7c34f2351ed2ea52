package org.echomotion.ef.beats;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * A ventricle whose volume over time is a formula: it empties along half a cosine during systole
 * (37 % of the cycle), fills to 80 % of the stroke in the next 25 %, rests, and gets the last 20 %
 * from the atrium in the final 15 %.
 */
final class Ventricle {

  static final double SYSTOLE = 0.37;
  private static final double EARLY_FILLING = 0.25;
  private static final double ATRIAL_FILLING = 0.15;
  private static final double EARLY_SHARE = 0.8;

  private final double endDiastolic;
  private final double endSystolic;
  private final double[] cycleSeconds;

  Ventricle(double endDiastolic, double endSystolic, double... cycleSeconds) {
    this.endDiastolic = endDiastolic;
    this.endSystolic = endSystolic;
    this.cycleSeconds = cycleSeconds;
  }

  /** Volume at a time since the first end-diastole; the last cycle repeats. */
  double volume(double seconds) {
    int cycle = 0;
    double since = seconds;
    while (since < 0) {
      since += cycleSeconds[0];
    }
    while (since >= cycleSeconds[Math.min(cycle, cycleSeconds.length - 1)]) {
      since -= cycleSeconds[Math.min(cycle, cycleSeconds.length - 1)];
      cycle++;
    }
    double phase = since / cycleSeconds[Math.min(cycle, cycleSeconds.length - 1)];
    return endSystolic + (endDiastolic - endSystolic) * filledShare(phase);
  }

  private static double filledShare(double phase) {
    if (phase < SYSTOLE) {
      return 1 - rise(phase / SYSTOLE);
    }
    if (phase < SYSTOLE + EARLY_FILLING) {
      return EARLY_SHARE * rise((phase - SYSTOLE) / EARLY_FILLING);
    }
    if (phase < 1 - ATRIAL_FILLING) {
      return EARLY_SHARE;
    }
    return EARLY_SHARE + (1 - EARLY_SHARE) * rise((phase - 1 + ATRIAL_FILLING) / ATRIAL_FILLING);
  }

  private static double rise(double share) {
    return (1 - Math.cos(Math.PI * share)) / 2;
  }

  List<OptionalDouble> filmed(double startSeconds, int frames, double hertz) {
    return filmed(startSeconds, frames, hertz, 0, 0);
  }

  /** Frames with relative noise (standard deviation) and a linear drift over the clip. */
  List<OptionalDouble> filmed(
      double startSeconds, int frames, double hertz, double noise, double drift) {
    Random random = new Random(7);
    List<OptionalDouble> volumes = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      double scale = (1 + noise * random.nextGaussian()) * (1 + drift * i / frames);
      volumes.add(OptionalDouble.of(scale * volume(startSeconds + i / hertz)));
    }
    return volumes;
  }
}
