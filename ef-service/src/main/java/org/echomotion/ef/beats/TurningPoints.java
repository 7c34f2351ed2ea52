package org.echomotion.ef.beats;

import com.github.psambit9791.jdsp.signal.peaks.FindPeak;
import com.github.psambit9791.jdsp.signal.peaks.Peak;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * End-diastoles and end-systoles on a volume curve, and whether the clip shows them or was cut
 * beside them.
 *
 * <p>Peaks that stand out by {@value #PROMINENCE} of a stroke part the beats. The end-systole is
 * the lowest point between two peaks. The end-diastole is where the ejection begins, which need not
 * be the highest point: without an atrial kick, or at a slow rate, the filled ventricle rests, and
 * the highest point of such a plateau is chance. So the falling limb is followed back: from the
 * times at which two shares of the stroke are ejected, the start of a half cosine through both is
 * found.
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

  /** Stroke shares by which the start of an ejection is told, and where it is from them. */
  private record Limb(double first, double second, double startOverDistance) {}

  /**
   * Of half a cosine over time to the power of 1.1, which ejections follow: its start lies this
   * many times the distance between the two shares before the first.
   */
  private static final Limb UPPER_LIMB = new Limb(0.2, 0.6, 1.2);

  private static final Limb LOWER_LIMB = new Limb(0.5, 0.8, 2.7);
  private static final double NEAR_ONSET_SECONDS = 0.1;
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
              UPPER_LIMB,
              LOWER_LIMB,
              NEAR_ONSET_SECONDS,
              EJECTS);

  private final double[] volume;
  private final FrameRate frameRate;
  private final double stroke;
  private final double prominence;
  private final double highest;
  private final double lowest;
  private final List<Integer> endDiastoles = new ArrayList<>();
  private final List<Integer> endSystoles = new ArrayList<>();

  private TurningPoints(VolumeCurve curve, double stroke) {
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
    points.find();
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

  private void find() {
    List<Integer> peaks = peaks();
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
      endDiastoles.add(trough == NONE ? peaks.get(i) : onset(peaks.get(i), trough));
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

  /** The frame at which the ejection between a peak and the trough after it begins. */
  private int onset(int peak, int trough) {
    // Roughly first, from the lower part of the limb: a filled ventricle that drifts while it rests
    // moves the upper part.
    double rough = start(volume[peak], trough, peak, LOWER_LIMB);
    int before = (int) Math.round(rough - NEAR_ONSET_SECONDS * frameRate.hertz());
    int top = peak;
    if (before > peak) {
      top = before;
      for (int frame = before; frame < trough; frame++) {
        top = volume[frame] > volume[top] ? frame : top;
      }
    }
    return (int) Math.max(top, Math.round(start(volume[top], trough, top, UPPER_LIMB)));
  }

  /** Where a half cosine from {@code top} down to the trough begins, in frames. */
  private double start(double top, int trough, int earliest, Limb limb) {
    double depth = top - volume[trough];
    double first = lastAbove(top - limb.first() * depth, earliest, trough);
    double second = lastAbove(top - limb.second() * depth, earliest, trough);
    return first - limb.startOverDistance() * (second - first);
  }

  /** When the curve falls through {@code level} for the last time, in frames, between samples. */
  private double lastAbove(double level, int first, int last) {
    int frame = last - 1;
    while (frame > first && volume[frame] < level) {
      frame--;
    }
    return frame + (volume[frame] - level) / (volume[frame] - volume[frame + 1]);
  }

  /**
   * Whether a turning point is inside the clip: off its ends, or turned away from on both sides.
   * Or, on one of the ends, the curve is level there and near its highest or lowest. Noise can make
   * a cut look level, but rarely at the right height too.
   */
  boolean seen(int frame) {
    if (frame == NONE) {
      return false;
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
