package org.echomotion.ef.beats;

import com.github.psambit9791.jdsp.signal.peaks.FindPeak;
import com.github.psambit9791.jdsp.signal.peaks.Peak;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * End-diastoles and end-systoles on a volume curve, and whether the clip shows them or was cut
 * beside them.
 *
 * <p>Peaks that stand out by {@value #PROMINENCE} of a stroke part the beats. The end-systole is
 * the lowest point between two peaks. The end-diastole is where the ejection begins: {@link
 * EjectionOnset}. Where R-waves are known, they part the beats instead: {@link RWavePeaks}.
 */
final class TurningPoints {

  /** A peak stands out by this share of the stroke. */
  static final double PROMINENCE = 0.3;

  /** And by this many times the outlines' jitter, so that no beat is made of noise. */
  static final double PROMINENCE_OVER_JITTER = 3;

  /** Two peaks nearer than a cycle at this rate are one; single early beats are that fast. */
  static final double FASTEST_BEAT_BPM = 240;

  /** A turning point within this time of the clip's first or last frame may be a cut. */
  static final double END_SECONDS = 0.1;

  /** A curve is level where it moves by less than this share of the stroke ... */
  static final double LEVEL_SHARE = 0.2;

  /** ... within this time. */
  static final double LEVEL_SECONDS = 0.06;

  /** A point is turned away from where the curve leaves it by this share of the stroke. */
  static final double TURN_SHARE = 0.05;

  /** Turning points of one kind differ by less than this share of the stroke. */
  static final double LIKENESS = 0.15;

  /** An end-diastole at the clip's end is this near the highest volume: beats fill differently. */
  static final double BELOW_HIGHEST = 0.25;

  /** In place of a turning point that there is not. */
  static final int NONE = -1;

  private static final double EJECTS = 0.1;

  static final String SETTINGS =
      "turningPoints="
          + List.of(
              PROMINENCE,
              PROMINENCE_OVER_JITTER,
              FASTEST_BEAT_BPM,
              END_SECONDS,
              LEVEL_SHARE,
              LEVEL_SECONDS,
              TURN_SHARE,
              LIKENESS,
              BELOW_HIGHEST,
              EJECTS)
          + ","
          + EjectionOnset.SETTINGS;

  private final VolumeCurve curve;
  private final double[] volume;
  private final FrameRate frameRate;
  private final double stroke;
  private final double prominence;
  private final double highest;
  private final double lowest;
  private final Map<Integer, Double> rWaveOf = new HashMap<>();
  private final List<Integer> endDiastoles = new ArrayList<>();
  private final List<Integer> endSystoles = new ArrayList<>();

  private TurningPoints(VolumeCurve curve, double stroke) {
    this.curve = curve;
    this.volume = curve.smoothed();
    this.frameRate = curve.frameRate();
    this.stroke = stroke;
    this.prominence = Math.max(PROMINENCE * stroke, PROMINENCE_OVER_JITTER * curve.jitter());
    double[] sorted = volume.clone();
    Arrays.sort(sorted);
    // The outermost frames on either side are left out: one bad frame must not set the scale.
    int trim = sorted.length / 50;
    this.highest = sorted[sorted.length - 1 - trim];
    this.lowest = sorted[trim];
  }

  /**
   * @param stroke usual difference of the curve's peaks and troughs, positive
   */
  static TurningPoints of(VolumeCurve curve, double stroke) {
    TurningPoints points = new TurningPoints(curve, stroke);
    points.find(RWavePeaks.own(points.peaks()));
    return points;
  }

  /**
   * Those of the same curve with its beats parted by R-waves.
   *
   * @param rWaves at least one
   */
  TurningPoints partedBy(RWaves rWaves) {
    TurningPoints points = new TurningPoints(curve, stroke);
    points.find(RWavePeaks.of(volume, frameRate, rWaves, endDiastoles, stroke));
    return points;
  }

  /** Frames in time order, those on the clip's ends among them, whether {@link #seen} or not. */
  List<Integer> endDiastoles() {
    return endDiastoles;
  }

  /**
   * The end-systole before the first end-diastole, between each two, and after the last: one more
   * than there are end-diastoles; {@link #NONE} in place of the first or last where the curve does
   * not fall there by a stroke.
   */
  List<Integer> endSystoles() {
    return endSystoles;
  }

  double stroke() {
    return stroke;
  }

  /** Frames from one end-diastole to the next: from R-wave to R-wave where both are known. */
  double cycle(int first, int second) {
    return rWaveOf.containsKey(first) && rWaveOf.containsKey(second)
        ? rWaveOf.get(second) - rWaveOf.get(first)
        : second - first;
  }

  private void find(RWavePeaks parting) {
    EjectionOnset onset = new EjectionOnset(volume, frameRate);
    List<Integer> peaks = parting.frames();
    for (int i = 0; i <= peaks.size(); i++) {
      int first = i == 0 ? 0 : peaks.get(i - 1);
      int last = i == peaks.size() ? volume.length - 1 : peaks.get(i);
      int trough = lowestBetween(first, last);
      boolean outer = i == 0 || i == peaks.size();
      int neighbour = i == 0 ? last : first;
      boolean falls = volume[neighbour] - volume[trough] >= prominence;
      endSystoles.add(outer && !falls ? NONE : trough);
    }
    for (int i = 0; i < peaks.size(); i++) {
      int trough = endSystoles.get(i + 1);
      int peak = peaks.get(i);
      int endDiastole =
          trough == NONE ? peak : Math.min(onset.after(peak, trough), parting.latest(peak, trough));
      endDiastoles.add(endDiastole);
      parting.rWave(peak).ifPresent(rWave -> rWaveOf.put(endDiastole, rWave));
    }
  }

  private List<Integer> peaks() {
    // A lower sample beyond each end lets the finder see a peak on the first or last frame.
    double floor = Arrays.stream(volume).min().orElseThrow() - stroke;
    double[] padded = new double[volume.length + 2];
    Arrays.fill(padded, floor);
    System.arraycopy(volume, 0, padded, 1, volume.length);
    Peak peaks = new FindPeak(padded).detectPeaks();
    int[] prominent = peaks.filterByProminence(prominence, null);
    int[] apart = peaks.filterByPeakDistance(prominent, frameRate.frames(60 / FASTEST_BEAT_BPM, 2));
    return Arrays.stream(apart).map(i -> i - 1).sorted().boxed().toList();
  }

  private int lowestBetween(int first, int last) {
    int best = first;
    for (int frame = first; frame <= last; frame++) {
      best = volume[frame] < volume[best] ? frame : best;
    }
    return best;
  }

  /**
   * Whether a turning point is inside the clip: off its ends, or turned away from on both sides.
   * Or, on one of the ends, the curve is level there and near its highest or lowest. Noise can make
   * a cut look level, but rarely at the right height too.
   */
  boolean seen(int frame) {
    if (frame == NONE || rWaveOf.containsKey(frame)) {
      return frame != NONE;
    }
    boolean atStart = frame < volume.length / 2;
    int toEnd = atStart ? frame : volume.length - 1 - frame;
    if (toEnd >= frameRate.frames(END_SECONDS, 1) || turnsBefore(frame, atStart)) {
      return true;
    }
    int step = levelFrames(frame, atStart);
    int inward = atStart ? frame + step : frame - step;
    if (inward < 0 || inward >= volume.length) {
      return true;
    }
    boolean level = Math.abs(volume[frame] - volume[inward]) <= LEVEL_SHARE * stroke;
    boolean extreme =
        highest - volume[frame] <= BELOW_HIGHEST * stroke
            || volume[frame] - lowest <= LIKENESS * stroke;
    return level && extreme;
  }

  /** Whether an end-systole at the clip's start is one: turned away from, and the lowest point. */
  boolean opensWith(int endSystole) {
    if (endSystole == NONE) {
      return false;
    }
    boolean inside = endSystole >= frameRate.frames(END_SECONDS, 1);
    double least = Arrays.stream(volume).min().orElseThrow();
    return (inside || turnsBefore(endSystole, true))
        && volume[endSystole] - least <= LIKENESS * stroke;
  }

  /** Whether the curve leaves the point towards the clip's end, the same way as inwards. */
  private boolean turnsBefore(int frame, boolean atStart) {
    double outward = volume[atStart ? 0 : volume.length - 1] - volume[frame];
    int inner = atStart ? volume.length - 1 : 0;
    boolean peak = endDiastoles.contains(frame);
    double depth = peak ? -outward : outward;
    return depth >= TURN_SHARE * stroke
        && leaves(frame, Math.min(frame, inner), Math.max(frame, inner));
  }

  /**
   * A fifth of the ejection, where it is shown to its end; half a cosine moves by a tenth in it.
   */
  private int levelFrames(int frame, boolean atStart) {
    int usual = frameRate.frames(LEVEL_SECONDS, 2);
    int index = endDiastoles.indexOf(frame);
    if (!atStart || index < 0 || endSystoles.get(index + 1) == NONE) {
      return usual;
    }
    int ejection = endSystoles.get(index + 1) - frame;
    return Math.max(2, Math.min(usual, Math.round(0.2f * ejection)));
  }

  /**
   * Whether the clip shows that an ejection follows an end-diastole. Without it, the last frames
   * may be those of a ventricle that is still waiting for its atrial filling.
   */
  boolean ejects(int endDiastole) {
    double least = Arrays.stream(volume, endDiastole, volume.length).min().orElseThrow();
    return volume[endDiastole] - least >= EJECTS * stroke;
  }

  /**
   * Whether two turning points of one kind bound a whole cycle. An outermost one must also come
   * near the other's volume or go beyond it: a clip that ends in diastasis is level there, yet
   * misses the atrial filling.
   */
  boolean boundCycle(int first, int second) {
    if (!seen(first) || !seen(second)) {
      return false;
    }
    if (rWaveOf.containsKey(first) && rWaveOf.containsKey(second)) {
      return true;
    }
    double sign = endDiastoles.contains(first) ? 1 : -1;
    double firstShort = sign * (volume[second] - volume[first]);
    return (inner(first) || firstShort <= LIKENESS * stroke)
        && (inner(second) || -firstShort <= LIKENESS * stroke);
  }

  /** Whether the curve leaves a turning point by a stroke on either side of it. */
  private boolean inner(int frame) {
    return leaves(frame, 0, frame) && leaves(frame, frame, volume.length - 1);
  }

  private boolean leaves(int frame, int first, int last) {
    for (int i = first; i <= last; i++) {
      if (Math.abs(volume[i] - volume[frame]) >= PROMINENCE * stroke) {
        return true;
      }
    }
    return false;
  }
}
