package org.echomotion.ef.beats;

import com.github.psambit9791.jdsp.signal.peaks.FindPeak;
import com.github.psambit9791.jdsp.signal.peaks.Peak;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the heart beats on a volume curve.
 *
 * <p>End-diastoles are the peaks that stand out by at least {@value #PROMINENCE} of the curve's
 * range and lie at least the cycle of {@value #FASTEST_BPM} bpm apart; the end-systole is the
 * lowest point between two of them. A turning point on the clip's first or last frames counts only
 * where the curve is level there: otherwise the clip was cut within an ejection or a filling, and
 * the true extreme was not seen. Clips of about one beat then still give one, not complete, where
 * they show an end-diastole and an end-systole.
 */
public final class BeatFinder {

  static final double FASTEST_BPM = 150;
  static final double SLOWEST_BPM = 40;
  static final double PROMINENCE = 0.3;

  /** A turning point within this time of the clip's first or last frame may be a cut. */
  static final double END_SECONDS = 0.1;

  /**
   * A curve is level at a turning point where it moves by less than this share of the stroke ...
   */
  static final double LEVEL_SHARE = 0.2;

  /** ... within this time. */
  static final double LEVEL_SECONDS = 0.06;

  /** Turning points of one kind differ by less than this share of the stroke. */
  static final double LIKENESS = 0.15;

  /** A stroke below this many times the outlines' jitter is not told from noise. */
  static final double STROKE_OVER_JITTER = 4.5;

  /**
   * Systole's share of the cycle in EchoNet-Dynamic: 0.32 s at 70 bpm, and nearly the same at the
   * 5th and the 95th percentile.
   */
  static final double SYSTOLE_SHARE = 0.372;

  /** The constants that a result depends on. */
  public static final String SETTINGS =
      "bpm="
          + SLOWEST_BPM
          + ".."
          + FASTEST_BPM
          + ",prominence="
          + PROMINENCE
          + ",end="
          + END_SECONDS
          + ",level="
          + LEVEL_SHARE
          + "/"
          + LEVEL_SECONDS
          + ",likeness="
          + LIKENESS
          + ",jitter="
          + STROKE_OVER_JITTER
          + ",systole="
          + SYSTOLE_SHARE
          + ",cycles=turning points, else fall to fall, or nearly";

  private static final int NONE = -1;

  private final VolumeCurve curve;
  private final FrameRate frameRate;
  private final double[] volume;
  private final double highest;
  private final double lowest;
  private final double range;

  private BeatFinder(VolumeCurve curve) {
    this.curve = curve;
    this.frameRate = curve.frameRate();
    this.volume = curve.smoothed();
    double[] sorted = volume.clone();
    Arrays.sort(sorted);
    // The outermost frames on either side are left out: one bad frame must not set the scale.
    int trim = sorted.length / 50;
    this.highest = sorted[sorted.length - 1 - trim];
    this.lowest = sorted[trim];
    this.range = highest - lowest;
  }

  /**
   * What was found.
   *
   * @param beats in time order, complete or not; empty where no beat was seen
   * @param heartRate absent where no cycle and no systole was seen
   */
  public record Rhythm(List<Beat> beats, Optional<HeartRate> heartRate) {

    public Rhythm {
      beats = List.copyOf(beats);
    }
  }

  public static Rhythm find(VolumeCurve curve) {
    return new BeatFinder(curve).rhythm();
  }

  private Rhythm rhythm() {
    boolean tooShort = curve.durationSeconds() < 60 / FASTEST_BPM;
    if (tooShort || range <= STROKE_OVER_JITTER * curve.jitter() || range <= 0) {
      return new Rhythm(List.of(), Optional.empty());
    }
    List<Integer> endDiastoles = endDiastoles();
    List<Integer> endSystoles = endSystolesAround(endDiastoles);
    List<Beat> beats = beats(endDiastoles, endSystoles);
    return new Rhythm(beats, heartRate(endDiastoles, endSystoles, beats));
  }

  /** Peaks in time order, those on the clip's ends among them. */
  private List<Integer> endDiastoles() {
    // A lower sample beyond each end lets the finder see a peak on the first or last frame.
    double floor = Arrays.stream(volume).min().orElseThrow() - range;
    double[] padded = new double[volume.length + 2];
    Arrays.fill(padded, floor);
    System.arraycopy(volume, 0, padded, 1, volume.length);
    Peak peaks = new FindPeak(padded).detectPeaks();
    int[] prominent = peaks.filterByProminence(PROMINENCE * range, null);
    int[] apart = peaks.filterByPeakDistance(prominent, frameRate.frames(60 / FASTEST_BPM, 2));
    return Arrays.stream(apart).map(i -> i - 1).sorted().boxed().toList();
  }

  /**
   * The lowest point before the first end-diastole, between each two, and after the last; {@link
   * #NONE} in place of the first or last where the curve does not fall there by a stroke.
   */
  private List<Integer> endSystolesAround(List<Integer> endDiastoles) {
    List<Integer> lowest = new ArrayList<>();
    for (int i = 0; i <= endDiastoles.size(); i++) {
      int first = i == 0 ? 0 : endDiastoles.get(i - 1);
      int last = i == endDiastoles.size() ? volume.length - 1 : endDiastoles.get(i);
      int best = first;
      for (int frame = first; frame <= last; frame++) {
        best = volume[frame] < volume[best] ? frame : best;
      }
      boolean outer = i == 0 || i == endDiastoles.size();
      int neighbour = i == 0 ? last : first;
      boolean falls = volume[neighbour] - volume[best] >= PROMINENCE * range;
      lowest.add(outer && !falls ? NONE : best);
    }
    return lowest;
  }

  private List<Beat> beats(List<Integer> endDiastoles, List<Integer> endSystoles) {
    List<Beat> beats = new ArrayList<>();
    for (int i = 0; i < endDiastoles.size(); i++) {
      int start = endDiastoles.get(i);
      int systole = endSystoles.get(i + 1);
      boolean last = i + 1 == endDiastoles.size();
      if (!seen(start) || !seen(systole)) {
        continue;
      }
      boolean complete = !last && alike(start, endDiastoles.get(i + 1));
      int end = last ? volume.length - 1 : endDiastoles.get(i + 1);
      beats.add(beat(start, systole, end, complete));
    }
    if (beats.isEmpty()) {
      // The clip starts within an ejection: its end-systole, and the end-diastole after it.
      for (int i = 0; i < endDiastoles.size() && beats.isEmpty(); i++) {
        if (seen(endSystoles.get(i)) && seen(endDiastoles.get(i))) {
          beats.add(beat(endDiastoles.get(i), endSystoles.get(i), volume.length - 1, false));
        }
      }
    }
    return beats;
  }

  private Beat beat(int diastole, int systole, int end, boolean complete) {
    return new Beat(diastole, systole, end, complete, volume[diastole], volume[systole]);
  }

  /**
   * Whether a turning point is inside the clip; or, on one of its ends, the curve is level there
   * and near its highest or lowest. Noise can make a cut look level, but rarely at the right height
   * too.
   */
  private boolean seen(int frame) {
    if (frame == NONE) {
      return false;
    }
    int step = frameRate.frames(LEVEL_SECONDS, 2);
    int inward = frame < volume.length / 2 ? frame + step : frame - step;
    int toEnd = Math.min(frame, volume.length - 1 - frame);
    if (toEnd >= frameRate.frames(END_SECONDS, 1) || inward < 0 || inward >= volume.length) {
      return true;
    }
    boolean level = Math.abs(volume[frame] - volume[inward]) <= LEVEL_SHARE * range;
    double offExtreme = Math.min(highest - volume[frame], volume[frame] - lowest);
    return level && offExtreme <= LIKENESS * range;
  }

  /**
   * Whether two turning points bound a whole cycle. An outermost one must also come near the
   * other's volume: a clip that ends in diastasis is level there, yet misses the atrial filling.
   */
  private boolean alike(int first, int second) {
    if (!seen(first) || !seen(second)) {
      return false;
    }
    boolean inner = inner(first) && inner(second);
    return inner || Math.abs(volume[first] - volume[second]) <= LIKENESS * range;
  }

  /** Whether the curve leaves a turning point by a stroke on either side of it. */
  private boolean inner(int frame) {
    return leaves(frame, 0, frame) && leaves(frame, frame, volume.length - 1);
  }

  private boolean leaves(int frame, int first, int last) {
    for (int i = first; i <= last; i++) {
      if (Math.abs(volume[i] - volume[frame]) >= PROMINENCE * range) {
        return true;
      }
    }
    return false;
  }

  private Optional<HeartRate> heartRate(
      List<Integer> endDiastoles, List<Integer> endSystoles, List<Beat> beats) {
    List<Integer> cycles = new ArrayList<>(cycles(endDiastoles));
    cycles.addAll(cycles(endSystoles));
    if (!cycles.isEmpty()) {
      double median =
          VolumeCurve.median(cycles.stream().mapToDouble(Integer::doubleValue).sorted().toArray());
      return Optional.of(new HeartRate(60 / frameRate.seconds(median), false));
    }
    Optional<HeartRate> fallToFall =
        cycleFromFallToFall(endDiastoles, endSystoles)
            .map(frames -> 60 / frameRate.seconds(frames))
            .filter(bpm -> bpm >= SLOWEST_BPM && bpm <= FASTEST_BPM)
            .map(bpm -> new HeartRate(bpm, false));
    if (fallToFall.isPresent()) {
      return fallToFall;
    }
    return beats.stream()
        .filter(beat -> beat.endSystolicFrame() > beat.endDiastolicFrame())
        .findFirst()
        .map(beat -> frameRate.seconds(beat.endSystolicFrame() - beat.endDiastolicFrame()))
        .map(systole -> 60 * SYSTOLE_SHARE / systole)
        .filter(bpm -> bpm >= SLOWEST_BPM && bpm <= FASTEST_BPM)
        .map(bpm -> new HeartRate(bpm, true));
  }

  /**
   * A clip of about one beat that starts within an ejection and ends within the next passes the
   * same volumes twice while falling: the time between is one cycle, in frames. Absent where the
   * second fall ends far above the first.
   */
  private Optional<Double> cycleFromFallToFall(
      List<Integer> endDiastoles, List<Integer> endSystoles) {
    List<Integer> seen = endDiastoles.stream().filter(this::seen).toList();
    if (seen.size() != 1) {
      return Optional.empty();
    }
    int diastole = seen.get(0);
    int systole = endSystoles.get(endDiastoles.indexOf(diastole));
    if (systole == NONE) {
      return Optional.empty();
    }
    int end = volume.length - 1;
    double highestInBoth = Math.min(volume[0], volume[diastole]);
    double lowestInBoth = Math.max(volume[systole], volume[end]);
    if (highestInBoth <= lowestInBoth) {
      return justShortOfACycle(end);
    }
    double level = (highestInBoth + lowestInBoth) / 2;
    return Optional.of(fallsThrough(level, diastole, end) - fallsThrough(level, 0, systole));
  }

  /** The clip ends while its last fall nears the volume that it started with. */
  private Optional<Double> justShortOfACycle(int end) {
    int step = frameRate.frames(LEVEL_SECONDS, 2);
    double fallPerFrame = (volume[end - step] - volume[end]) / step;
    double missing = volume[end] - volume[0];
    if (missing < 0 || missing > LIKENESS * range || fallPerFrame <= 0) {
      return Optional.empty();
    }
    return Optional.of(end + missing / fallPerFrame);
  }

  /** Where the curve first falls through {@code level}, in frames, between the samples. */
  private double fallsThrough(double level, int first, int last) {
    int frame = first;
    while (frame < last - 1 && volume[frame + 1] > level) {
      frame++;
    }
    return frame + (volume[frame] - level) / (volume[frame] - volume[frame + 1]);
  }

  private List<Integer> cycles(List<Integer> turningPoints) {
    List<Integer> cycles = new ArrayList<>();
    for (int i = 1; i < turningPoints.size(); i++) {
      if (alike(turningPoints.get(i - 1), turningPoints.get(i))) {
        cycles.add(turningPoints.get(i) - turningPoints.get(i - 1));
      }
    }
    return cycles;
  }
}
