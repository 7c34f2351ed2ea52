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
 * <p>Peaks that stand out by 0.3 of a stroke part the beats. The end-systole is the lowest point
 * between two peaks. The end-diastole is where the ejection begins: {@link EjectionOnset}. Where
 * R-waves are known, they part the beats instead: {@link RWavePeaks}.
 */
final class TurningPoints {

  /**
   * The constants that a result depends on.
   *
   * @param prominenceShare A peak stands out by this share of the stroke.
   * @param prominenceOverJitter And by this many times the outlines' jitter, so that no beat is
   *     made of noise.
   * @param fastestBeatBpm Two peaks nearer than a cycle at this rate are one; single early beats
   *     are that fast.
   * @param endSeconds A turning point within this time of the clip's first or last frame may be a
   *     cut.
   * @param levelShare A curve is level where it moves by less than this share of the stroke within
   *     the level time.
   * @param levelSeconds The level time.
   * @param turnShare A point is turned away from where the curve leaves it by this share of the
   *     stroke.
   * @param likenessShare Turning points of one kind differ by less than this share of the stroke.
   * @param belowHighestShare An end-diastole at the clip's end is this near the highest volume:
   *     beats fill differently.
   * @param ejectsShare A fall of at least this share of the stroke ejects.
   */
  public record Settings(
      double prominenceShare,
      double prominenceOverJitter,
      double fastestBeatBpm,
      double endSeconds,
      double levelShare,
      double levelSeconds,
      double turnShare,
      double likenessShare,
      double belowHighestShare,
      double ejectsShare) {
    static final Settings DEFAULT =
        new Settings(0.3, 3, 240, 0.1, 0.2, 0.06, 0.05, 0.15, 0.25, 0.1);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  /** In place of a turning point that there is not. */
  static final int NONE = -1;

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
    this.prominence =
        Math.max(
            SETTINGS.prominenceShare() * stroke, SETTINGS.prominenceOverJitter() * curve.jitter());
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
    int[] apart =
        peaks.filterByPeakDistance(prominent, frameRate.frames(60 / SETTINGS.fastestBeatBpm(), 2));
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
    if (toEnd >= frameRate.frames(SETTINGS.endSeconds(), 1) || turnsBefore(frame, atStart)) {
      return true;
    }
    int step = levelFrames(frame, atStart);
    int inward = atStart ? frame + step : frame - step;
    if (inward < 0 || inward >= volume.length) {
      return true;
    }
    boolean level = Math.abs(volume[frame] - volume[inward]) <= SETTINGS.levelShare() * stroke;
    boolean extreme =
        highest - volume[frame] <= SETTINGS.belowHighestShare() * stroke
            || volume[frame] - lowest <= SETTINGS.likenessShare() * stroke;
    return level && extreme;
  }

  /** Whether an end-systole at the clip's start is one: turned away from, and the lowest point. */
  boolean opensWith(int endSystole) {
    if (endSystole == NONE) {
      return false;
    }
    boolean inside = endSystole >= frameRate.frames(SETTINGS.endSeconds(), 1);
    double least = Arrays.stream(volume).min().orElseThrow();
    return (inside || turnsBefore(endSystole, true))
        && volume[endSystole] - least <= SETTINGS.likenessShare() * stroke;
  }

  /** Whether the curve leaves the point towards the clip's end, the same way as inwards. */
  private boolean turnsBefore(int frame, boolean atStart) {
    double outward = volume[atStart ? 0 : volume.length - 1] - volume[frame];
    int inner = atStart ? volume.length - 1 : 0;
    boolean peak = endDiastoles.contains(frame);
    double depth = peak ? -outward : outward;
    return depth >= SETTINGS.turnShare() * stroke
        && leaves(frame, Math.min(frame, inner), Math.max(frame, inner));
  }

  /**
   * A fifth of the ejection, where it is shown to its end; half a cosine moves by a tenth in it.
   */
  private int levelFrames(int frame, boolean atStart) {
    int usual = frameRate.frames(SETTINGS.levelSeconds(), 2);
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
    return volume[endDiastole] - least >= SETTINGS.ejectsShare() * stroke;
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
    return (inner(first) || firstShort <= SETTINGS.likenessShare() * stroke)
        && (inner(second) || -firstShort <= SETTINGS.likenessShare() * stroke);
  }

  /** Whether the curve leaves a turning point by a stroke on either side of it. */
  private boolean inner(int frame) {
    return leaves(frame, 0, frame) && leaves(frame, frame, volume.length - 1);
  }

  private boolean leaves(int frame, int first, int last) {
    for (int i = first; i <= last; i++) {
      if (Math.abs(volume[i] - volume[frame]) >= SETTINGS.prominenceShare() * stroke) {
        return true;
      }
    }
    return false;
  }
}
