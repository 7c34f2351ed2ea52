package org.echomotion.ef.beats;

import com.github.psambit9791.jdsp.filter.Savgol;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Volume over time. Frames are dropped if they have no outline, or if their volume jumps away from
 * their neighbours' volumes. Dropped frames are bridged by a straight line. Then a Savitzky-Golay
 * filter (fourth order over 0.25 s) removes the jitter of the outlines and keeps the height and
 * position of the turning points.
 */
public final class VolumeCurve {

  /**
   * The constants that a result depends on.
   *
   * @param smoothingSeconds Length of the smoothing filter: a third of the shortest systole.
   * @param neighbourhoodSeconds Half the length of the window of neighbours that a frame is
   *     compared with.
   * @param jumpShare A frame is dropped only if it differs from its neighbours' median by more than
   *     this share of the median.
   * @param shortestFilterFrames Shortest length of the smoothing filter.
   * @param filterOrder Order of the polynomials of the smoothing filter.
   * @param madToSd Factor from the median absolute deviation of a normal distribution to its
   *     standard deviation.
   * @param hampelSds A frame is dropped only if it differs from its neighbours' median by more than
   *     this many standard deviations.
   */
  public record Settings(
      double smoothingSeconds,
      double neighbourhoodSeconds,
      double jumpShare,
      int shortestFilterFrames,
      int filterOrder,
      double madToSd,
      double hampelSds) {
    static final Settings DEFAULT = new Settings(0.25, 0.06, 0.2, 7, 4, 1.4826, 4);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  private final FrameRate frameRate;
  private final boolean[] kept;
  private final double[] bridged;
  private final double[] smoothed;

  private VolumeCurve(FrameRate frameRate, boolean[] kept, double[] bridged, double[] smoothed) {
    this.frameRate = frameRate;
    this.kept = kept;
    this.bridged = bridged;
    this.smoothed = smoothed;
  }

  /**
   * Drops, bridges and smooths a clip's volumes.
   *
   * @param volumes one per frame of the clip, in order, in any one unit; empty if no left ventricle
   *     was detected
   * @throws IllegalArgumentException if no frame has a volume
   */
  public static VolumeCurve of(List<OptionalDouble> volumes, FrameRate frameRate) {
    double[] raw = volumes.stream().mapToDouble(v -> v.orElse(Double.NaN)).toArray();
    boolean[] kept = steadyFrames(raw, frameRate.frames(SETTINGS.neighbourhoodSeconds(), 2));
    double[] bridged = bridge(raw, kept);
    return new VolumeCurve(frameRate, kept, bridged, smooth(bridged, frameRate));
  }

  /**
   * A curve without the filter. Frames without a volume and frames that jump are bridged; the
   * others are unchanged.
   *
   * @param volumes as for {@link #of}
   * @throws IllegalArgumentException if no frame has a volume
   */
  public static VolumeCurve unfiltered(List<OptionalDouble> volumes, FrameRate frameRate) {
    double[] raw = volumes.stream().mapToDouble(v -> v.orElse(Double.NaN)).toArray();
    boolean[] kept = steadyFrames(raw, frameRate.frames(SETTINGS.neighbourhoodSeconds(), 2));
    double[] bridged = bridge(raw, kept);
    return new VolumeCurve(frameRate, kept, bridged, bridged.clone());
  }

  public FrameRate frameRate() {
    return frameRate;
  }

  public int frameCount() {
    return smoothed.length;
  }

  /** Time from the first frame to the last. */
  public double durationSeconds() {
    return frameRate.seconds(frameCount() - 1);
  }

  /** Whether the frame's own volume was used; false if it was missing or jumped. */
  public boolean isKept(int frame) {
    return kept[frame];
  }

  /** Share of frames in [first, last] that are kept, 0 to 1. */
  public double keptShare(int first, int last) {
    int count = 0;
    for (int i = first; i <= last; i++) {
      count += kept[i] ? 1 : 0;
    }
    return (double) count / (last - first + 1);
  }

  /** The smoothed volume, in the unit of the input. */
  public double at(int frame) {
    return smoothed[frame];
  }

  /** A copy of the smoothed curve. */
  public double[] smoothed() {
    return smoothed.clone();
  }

  /** Root mean square of kept volumes about the smoothed curve: the jitter of the outlines. */
  public double jitter() {
    double squares = 0;
    int count = 0;
    for (int i = 0; i < smoothed.length; i++) {
      if (kept[i]) {
        squares += (bridged[i] - smoothed[i]) * (bridged[i] - smoothed[i]);
        count++;
      }
    }
    return Math.sqrt(squares / count);
  }

  /** Mean of the smoothed curve. */
  public double mean() {
    return Arrays.stream(smoothed).sum() / smoothed.length;
  }

  /** Hampel identifier with a floor, so that no frame of a smooth but steep curve is dropped. */
  private static boolean[] steadyFrames(double[] raw, int reach) {
    boolean[] kept = new boolean[raw.length];
    for (int i = 0; i < raw.length; i++) {
      if (Double.isNaN(raw[i])) {
        continue;
      }
      int first = Math.max(0, i - reach);
      int last = Math.min(raw.length, i + reach + 1);
      double[] near = Arrays.stream(raw, first, last).filter(v -> !Double.isNaN(v)).toArray();
      double median = Median.withDefaults().evaluate(near);
      double[] deviations = Arrays.stream(near).map(v -> Math.abs(v - median)).toArray();
      double tolerance =
          Math.max(
              SETTINGS.jumpShare() * median,
              SETTINGS.hampelSds()
                  * SETTINGS.madToSd()
                  * Median.withDefaults().evaluate(deviations));
      kept[i] = Math.abs(raw[i] - median) <= tolerance;
    }
    return kept;
  }

  private static double[] bridge(double[] raw, boolean[] kept) {
    double[] bridged = new double[raw.length];
    int previous = -1;
    for (int i = 0; i < raw.length; i++) {
      if (!kept[i]) {
        continue;
      }
      for (int gap = previous + 1; gap < i; gap++) {
        double share = previous < 0 ? 1 : (double) (gap - previous) / (i - previous);
        double from = previous < 0 ? raw[i] : raw[previous];
        bridged[gap] = from + share * (raw[i] - from);
      }
      bridged[i] = raw[i];
      previous = i;
    }
    if (previous < 0) {
      throw new IllegalArgumentException("a volume curve needs a frame with a volume");
    }
    Arrays.fill(bridged, previous + 1, raw.length, raw[previous]);
    return bridged;
  }

  private static double[] smooth(double[] bridged, FrameRate frameRate) {
    int window = frameRate.frames(SETTINGS.smoothingSeconds(), SETTINGS.shortestFilterFrames()) | 1;
    int margin = window / 2;
    if (bridged.length <= window) {
      return bridged.clone();
    }
    // Extend the curve by point reflection at both ends. Level and slope continue, so that an
    // end-diastole on the first frame is neither flattened nor lowered.
    int n = bridged.length;
    double[] extended = new double[n + 2 * margin];
    System.arraycopy(bridged, 0, extended, margin, n);
    for (int i = 1; i <= margin; i++) {
      extended[margin - i] = 2 * bridged[0] - bridged[i];
      extended[margin + n - 1 + i] = 2 * bridged[n - 1] - bridged[n - 1 - i];
    }
    double[] filtered = new Savgol(window, SETTINGS.filterOrder()).filter(extended, "nearest");
    // The filter may swing below zero beside a sudden collapse of the outline.
    return Arrays.stream(filtered, margin, margin + n).map(v -> Math.max(0, v)).toArray();
  }
}
