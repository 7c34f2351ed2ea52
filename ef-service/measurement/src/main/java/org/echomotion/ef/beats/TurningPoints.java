package org.echomotion.ef.beats;

import com.github.psambit9791.jdsp.signal.peaks.FindPeak;
import com.github.psambit9791.jdsp.signal.peaks.Peak;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * End-diastoles and end-systoles on a volume curve, and whether the clip shows each of them or only
 * a cut.
 *
 * <p>Beats are split at peaks with a prominence of at least 0.3 of a stroke. The end-systole is the
 * lowest point between two peaks. The end-diastole is where the ejection begins: {@link
 * EjectionOnset}. If R-waves are known, beats are split at the R-waves instead: {@link RWavePeaks}.
 */
final class TurningPoints {

  /**
   * The constants that a result depends on.
   *
   * @param prominenceShare Least prominence of a peak, as a share of the stroke.
   * @param prominenceOverJitter Least prominence of a peak over the outlines' jitter, so that noise
   *     does not make beats.
   * @param fastestBeatBpm Two peaks less than one cycle at this rate apart are one peak. Single
   *     early beats reach this rate.
   * @param endSeconds A turning point closer than this to the clip's first or last frame may be a
   *     cut.
   * @param levelShare The curve is level if it changes by at most this share of the stroke during
   *     the level time.
   * @param levelSeconds The level time.
   * @param turnShare The curve turns at a point if it leaves the point by at least this share of
   *     the stroke.
   * @param likenessShare Turning points of one kind differ by at most this share of the stroke.
   * @param belowHighestShare An end-diastole at the clip's end is below the highest volume by at
   *     most this share of the stroke. Beats fill differently.
   * @param ejectsShare A fall of at least this share of the stroke is an ejection.
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

  /** Stands for a missing turning point. */
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
    // Trim both extremes, so that one bad frame does not set the scale.
    int trim = sorted.length / 50;
    this.highest = sorted[sorted.length - 1 - trim];
    this.lowest = sorted[trim];
  }

  /**
   * @param stroke usual difference between the curve's peaks and troughs, positive
   */
  static TurningPoints of(VolumeCurve curve, double stroke) {
    TurningPoints points = new TurningPoints(curve, stroke);
    points.find(RWavePeaks.own(points.peaks()));
    return points;
  }

  /**
   * The turning points of the same curve, with beats split at the R-waves.
   *
   * @param rWaves at least one
   */
  TurningPoints partedBy(RWaves rWaves) {
    TurningPoints points = new TurningPoints(curve, stroke);
    points.find(RWavePeaks.of(volume, frameRate, rWaves, endDiastoles, stroke));
    return points;
  }

  /** Frames in time order. They include those at the clip's ends, whether {@link #seen} or not. */
  List<Integer> endDiastoles() {
    return endDiastoles;
  }

  /**
   * End-systoles in time order: one before the first end-diastole, one between each two, and one
   * after the last. The first or last is {@link #NONE} if the curve does not fall there far enough.
   */
  List<Integer> endSystoles() {
    return endSystoles;
  }

  double stroke() {
    return stroke;
  }

  /** Frames from one end-diastole to the next, or from R-wave to R-wave if both are known. */
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
    // A lower sample beyond each end makes a peak on the first or last frame detectable.
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
   * Whether the clip shows a turning point. It does if the point is away from the clip's ends, or
   * if the curve turns there on both sides. A point at one of the ends also counts if the curve is
   * level there and near its highest or lowest volume. Noise can make a cut look level, but rarely
   * at the right height too.
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

  /**
   * Whether the clip shows its first end-systole: the curve turns there, near its lowest volume.
   */
  boolean opensWith(int endSystole) {
    if (endSystole == NONE) {
      return false;
    }
    boolean inside = endSystole >= frameRate.frames(SETTINGS.endSeconds(), 1);
    double least = Arrays.stream(volume).min().orElseThrow();
    return (inside || turnsBefore(endSystole, true))
        && volume[endSystole] - least <= SETTINGS.likenessShare() * stroke;
  }

  /**
   * Whether the curve turns at the point: it leaves the point towards the clip's end and inwards.
   */
  private boolean turnsBefore(int frame, boolean atStart) {
    double outward = volume[atStart ? 0 : volume.length - 1] - volume[frame];
    int inner = atStart ? volume.length - 1 : 0;
    boolean peak = endDiastoles.contains(frame);
    double depth = peak ? -outward : outward;
    return depth >= SETTINGS.turnShare() * stroke
        && leaves(frame, Math.min(frame, inner), Math.max(frame, inner));
  }

  /**
   * The level time in frames: a fifth of the ejection, if the clip shows all of it. Half a cosine
   * falls by a tenth in this time.
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
   * Whether the clip shows an ejection after an end-diastole. Otherwise the ventricle may still be
   * waiting for its atrial filling in the last frames.
   */
  boolean ejects(int endDiastole) {
    double least = Arrays.stream(volume, endDiastole, volume.length).min().orElseThrow();
    return volume[endDiastole] - least >= SETTINGS.ejectsShare() * stroke;
  }

  /**
   * Whether a whole cycle lies between two turning points of one kind. An outermost point must also
   * reach about the volume of the other. A clip that ends in diastasis is level there, but lacks
   * the atrial filling.
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

  /** Whether the curve leaves a turning point by {@link Settings#prominenceShare} on both sides. */
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
