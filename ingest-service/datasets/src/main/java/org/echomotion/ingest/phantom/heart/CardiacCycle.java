package org.echomotion.ingest.phantom.heart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.ingest.phantom.Draw;

/**
 * The timing of the beats of one clip: how far contracted the ventricle is and how far open the
 * mitral valve is, at any time. The first and the last beat are partial.
 */
public final class CardiacCycle {

  /** The shortest cycle that is simulated: 180 bpm. */
  private static final double SHORTEST_CYCLE_SEC = 0.33;

  /** End of early filling, as a share of diastole. */
  private static final double EARLY_FILLING_END = 0.45;

  /**
   * One beat. Contraction is 0 at end-diastole and 1 at end-systole of a usual beat.
   *
   * @param startSec time of end-diastole
   * @param systoleSec from end-diastole to end-systole
   * @param lengthSec to the next end-diastole
   * @param premature whether it begins early
   * @param filled contraction at its end-diastole
   * @param emptied contraction at its end-systole
   * @param cutShort whether the next beat is premature, so that filling is not completed
   */
  public record Beat(
      double startSec,
      double systoleSec,
      double lengthSec,
      boolean premature,
      double filled,
      double emptied,
      boolean cutShort) {

    public double endSystoleSec() {
      return startSec + systoleSec;
    }

    /** Whether it is neither premature nor the stronger beat after the pause. */
    public boolean usual() {
      return !premature && filled >= 0;
    }
  }

  private final List<Beat> beats;
  private final Rhythm rhythm;
  private final double earlyFillingShare;
  private final double atrialStart;

  public CardiacCycle(
      double heartRateBpm, double durationSec, double ef, Optional<Rhythm> asked, Draw draw) {
    double mean = 60 / heartRateBpm;
    // Drawn even if the rhythm is given, so that later draws stay the same.
    boolean arrhythmic = draw.chance(0.08);
    this.rhythm = asked.orElse(arrhythmic ? Rhythm.IRREGULAR : Rhythm.REGULAR);
    // Without an atrial kick, as in atrial fibrillation, the ventricle rests after early filling.
    this.earlyFillingShare = rhythm == Rhythm.IRREGULAR ? 1 : draw.uniform(0.55, 0.8);
    this.atrialStart = draw.uniform(0.68, 0.78);
    double systole = 0.32 * Math.sqrt(mean / 0.86) * draw.normal(1, 0.12, 0.8, 1.25);
    systole = Math.min(0.44, Math.max(0.22, systole));
    if (asked.isEmpty()) {
      this.beats = alike(mean, systole, durationSec, draw);
    } else {
      this.beats =
          switch (asked.get()) {
            case REGULAR -> alike(mean, systole, durationSec, draw);
            case IRREGULAR -> fibrillating(mean, systole, durationSec, ef, draw);
            case PREMATURE -> withPrematureBeats(mean, systole, durationSec, draw);
          };
    }
  }

  private List<Beat> alike(double mean, double systole, double durationSec, Draw draw) {
    double variation = rhythm == Rhythm.IRREGULAR ? 0.18 : 0.025;
    List<Beat> drawn = new ArrayList<>();
    double start = -mean * draw.uniform(0.05, 0.95);
    while (start < durationSec) {
      double length = mean * draw.normal(1, variation, 0.6, 1.5);
      drawn.add(new Beat(start, Math.min(systole, 0.55 * length), length, false, 0, 1, false));
      start += length;
    }
    return List.copyOf(drawn);
  }

  private static List<Beat> fibrillating(
      double mean, double systole, double durationSec, double ef, Draw draw) {
    List<Beat> drawn = new ArrayList<>();
    double start = -mean * draw.uniform(0.05, 0.95);
    double filled = 0;
    while (start < durationSec) {
      double length = Math.max(SHORTEST_CYCLE_SEC, mean * draw.normal(1, 0.22, 0.55, 1.6));
      // (filled volume - emptied volume) / filled volume is the same for every beat.
      double emptied = 1 + filled * (1 - ef);
      drawn.add(
          new Beat(start, Math.min(systole, 0.55 * length), length, false, filled, emptied, false));
      start += length;
      filled = 0.35 * Math.max(0, 1 - length / mean);
    }
    return List.copyOf(drawn);
  }

  private static List<Beat> withPrematureBeats(
      double mean, double systole, double durationSec, Draw draw) {
    List<Beat> drawn = new ArrayList<>();
    double start = -mean * draw.uniform(0.05, 0.95);
    int sinceLast = 1;
    while (start < durationSec) {
      boolean cutShort = sinceLast >= 1 && draw.chance(0.45);
      double usual = mean * draw.normal(1, 0.025, 0.6, 1.5);
      double filled = sinceLast == 0 ? -0.04 : 0;
      double emptied = sinceLast == 0 ? 1.04 : 1;
      if (!cutShort) {
        drawn.add(
            new Beat(start, Math.min(systole, 0.55 * usual), usual, false, filled, emptied, false));
        start += usual;
        sinceLast++;
        continue;
      }
      double coupling = Math.max(SHORTEST_CYCLE_SEC, usual * draw.uniform(0.55, 0.75));
      double short1 = Math.min(systole, 0.55 * coupling);
      drawn.add(new Beat(start, short1, coupling, false, filled, emptied, true));
      start += coupling;
      // Filling that is missing because time is lost. The weaker beat ejects two thirds of the
      // usual stroke.
      double left = 0.45 * (1 - (coupling - short1) / Math.max(0.1, mean - systole));
      left = Math.min(0.35, Math.max(0.05, left));
      double pause = 2 * mean - coupling;
      double depth = Math.min(1, left + draw.uniform(0.55, 0.75));
      drawn.add(new Beat(start, Math.min(systole, 0.55 * pause), pause, true, left, depth, false));
      start += pause;
      sinceLast = 0;
    }
    return List.copyOf(drawn);
  }

  public Rhythm rhythm() {
    return rhythm;
  }

  public List<Beat> beats() {
    return beats;
  }

  /** The first usual beat with both its end-diastolic and its end-systolic frame in the clip. */
  public Optional<Beat> firstWholeBeat(double fps, int frames) {
    return beats.stream()
        .filter(Beat::usual)
        .filter(
            beat ->
                Math.round(beat.startSec * fps) >= 0
                    && Math.round(beat.endSystoleSec() * fps) < frames)
        .findFirst();
  }

  /**
   * {@link #firstWholeBeat}, or else the first usual beat, even if the clip does not show it all.
   */
  public Optional<Beat> describedBeat(double fps, int frames) {
    return firstWholeBeat(fps, frames).or(() -> beats.stream().filter(Beat::usual).findFirst());
  }

  /** Contraction: 0 at end-diastole, 1 at end-systole of a usual beat; smooth, flat at both. */
  public double contraction(double timeSec) {
    int index = indexAt(timeSec);
    Beat beat = beats.get(index);
    double tau = timeSec - beat.startSec;
    if (tau < beat.systoleSec) {
      double emptying = swing(Math.pow(Math.max(0, tau / beat.systoleSec), 1.1));
      return beat.filled + (beat.emptied - beat.filled) * emptying;
    }
    double y = (tau - beat.systoleSec) / (beat.lengthSec - beat.systoleSec);
    double target = index + 1 < beats.size() ? beats.get(index + 1).filled : 0;
    return target + (beat.emptied - target) * unfilled(beat, y);
  }

  private double unfilled(Beat beat, double y) {
    if (beat.cutShort) {
      return 1 - swing(y / 0.9);
    }
    return 1
        - earlyFillingShare * swing(y / EARLY_FILLING_END)
        - (1 - earlyFillingShare) * swing((y - atrialStart) / (1 - atrialStart));
  }

  /** Opening of the mitral valve: 0 closed (systole) to 1 wide open (peak of early filling). */
  double mitralOpening(double timeSec) {
    Beat beat = beats.get(indexAt(timeSec));
    double y = (timeSec - beat.endSystoleSec()) / (beat.lengthSec - beat.systoleSec);
    if (y < 0) {
      return 0;
    }
    double early = Curve.ramp(y, 0.03, 0.14) * (1 - 0.65 * Curve.ramp(y, 0.25, 0.5));
    boolean kick = earlyFillingShare != 1 && !beat.cutShort;
    double atrial = kick ? 0.7 * Curve.bell(y - atrialStart - 0.1, 0.07) : 0;
    return Math.max(early, atrial) * (1 - Curve.ramp(y, 0.92, 1.0));
  }

  private int indexAt(double timeSec) {
    for (int i = 0; i < beats.size(); i++) {
      if (timeSec < beats.get(i).startSec + beats.get(i).lengthSec) {
        return i;
      }
    }
    return beats.size() - 1;
  }

  private static double swing(double x) {
    return 0.5 * (1 - Math.cos(Math.PI * Math.min(1, Math.max(0, x))));
  }
}
