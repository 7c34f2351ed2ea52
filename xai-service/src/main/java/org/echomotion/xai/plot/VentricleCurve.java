package org.echomotion.xai.plot;

import java.util.Arrays;
import java.util.List;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.FrameMeasurement;

/**
 * The left ventricle's size over a clip, one value per frame, {@code NaN} if not measured.
 *
 * @param clock the time of each frame
 * @param area float64 [frames], in {@code areaUnit}
 * @param volume float64 [frames], in {@code volumeUnit}
 * @param smoothedVolume float64 [frames], in {@code volumeUnit}; used to detect the beats
 * @param beats the beats, in time order
 * @param areaUnit "cm²", or "px²" if the clip has no pixel spacing
 * @param volumeUnit "ml", or "px³" if the clip has no pixel spacing
 */
public record VentricleCurve(
    FrameClock clock,
    double[] area,
    double[] volume,
    double[] smoothedVolume,
    List<Beat> beats,
    String areaUnit,
    String volumeUnit) {

  /** The phase of the heart at a time. */
  public enum Phase {
    /** Filling, from end-systole to end-diastole. */
    DIASTOLE,
    /** Ejecting, from end-diastole to end-systole. */
    SYSTOLE,
    /** Unknown: no beat was detected here. */
    UNKNOWN
  }

  /**
   * Reads the curve from a result.
   *
   * @param frameCount number of frames of the clip
   * @param calibrated whether the clip has a pixel spacing
   */
  public static VentricleCurve of(EjectionFraction result, int frameCount, boolean calibrated) {
    double[] area = gaps(frameCount);
    double[] volume = gaps(frameCount);
    double[] smoothed = gaps(frameCount);
    for (FrameMeasurement frame : result.getFramesList()) {
      int i = frame.getFrameIndex();
      if (i < 0 || i >= frameCount) {
        continue;
      }
      area[i] = frame.hasArea() ? frame.getArea() : Double.NaN;
      volume[i] = frame.hasVolume() ? frame.getVolume() : Double.NaN;
      smoothed[i] = frame.hasSmoothedVolume() ? frame.getSmoothedVolume() : Double.NaN;
    }
    return new VentricleCurve(
        FrameClock.of(result),
        area,
        volume,
        smoothed,
        result.getBeatsList(),
        calibrated ? "cm²" : "px²",
        calibrated ? "ml" : "px³");
  }

  private static double[] gaps(int frameCount) {
    double[] values = new double[frameCount];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  /** Number of frames. */
  public int frameCount() {
    return area.length;
  }

  /** Returns the time of a frame, in seconds from the first. */
  public double seconds(int frame) {
    return clock.seconds(frame);
  }

  /** Returns the place of a frame on the time axis: 0 for the first frame, 1 for the last. */
  public double position(int frame) {
    int last = Math.max(1, frameCount() - 1);
    return clock.frameTimes().isEmpty() ? (double) frame / last : seconds(frame) / seconds(last);
  }

  /** Whether any frame has an area or a volume. */
  public boolean measured() {
    return anyIn(area) || anyIn(volume);
  }

  /** Returns the first curve that has values: smoothed volume, volume, area. */
  public double[] leading() {
    return anyIn(smoothedVolume) ? smoothedVolume : anyIn(volume) ? volume : area;
  }

  private static boolean anyIn(double[] values) {
    return Arrays.stream(values).anyMatch(Double::isFinite);
  }

  /**
   * Returns the start of a beat: its end-diastole, or its end-systole if the clip starts within an
   * ejection and the end-diastole follows.
   */
  public static int firstFrame(Beat beat) {
    return Math.min(beat.getEndDiastolicFrame(), beat.getEndSystolicFrame());
  }

  /** Returns the end of a beat. */
  public static int lastFrame(Beat beat) {
    return Math.max(
        beat.getEndFrame(), Math.max(beat.getEndDiastolicFrame(), beat.getEndSystolicFrame()));
  }

  /**
   * Returns the heart's phase at a frame: ejecting from an end-diastole on, filling from an
   * end-systole on.
   */
  public Phase phase(int frame) {
    if (beats.stream().noneMatch(b -> frame >= firstFrame(b) && frame <= lastFrame(b))) {
      return Phase.UNKNOWN;
    }
    int diastolic = -1;
    int systolic = -1;
    for (Beat beat : beats) {
      diastolic = latest(diastolic, beat.getEndDiastolicFrame(), frame);
      systolic = latest(systolic, beat.getEndSystolicFrame(), frame);
    }
    return diastolic > systolic ? Phase.SYSTOLE : Phase.DIASTOLE;
  }

  private static int latest(int known, int landmark, int frame) {
    return landmark <= frame ? Math.max(known, landmark) : known;
  }

  /** Whether a beat's end-diastole is within {@code reach} frames. */
  public boolean endDiastoleNear(int frame, int reach) {
    return beats.stream()
        .anyMatch(
            beat ->
                Math.abs(frame - beat.getEndDiastolicFrame()) <= reach
                    || (beat.getComplete() && Math.abs(frame - beat.getEndFrame()) <= reach));
  }

  /** Whether a beat's end-systole is within {@code reach} frames. */
  public boolean endSystoleNear(int frame, int reach) {
    return beats.stream().anyMatch(beat -> Math.abs(frame - beat.getEndSystolicFrame()) <= reach);
  }
}
