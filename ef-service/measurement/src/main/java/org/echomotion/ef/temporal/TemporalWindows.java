package org.echomotion.ef.temporal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.ef.beats.FrameRate;
import org.echomotion.ef.volume.Disks;
import org.echomotion.ef.volume.Slices;

/**
 * Splits a clip of any length into windows of 64 frames that overlap by half, and merges the
 * model's answers into one clip. Where two windows overlap, each has a weight that grows with the
 * frame's distance from the window's ends.
 *
 * <p>A frame without a measurement is marked and gets the values of the nearest measured frame (the
 * earlier of two). A clip shorter than a window is padded with its last frame, marked in the same
 * way.
 */
public final class TemporalWindows {

  /**
   * The constants that a result depends on.
   *
   * @param windowFrames frames per window
   * @param stepFrames frames from the start of one window to the start of the next
   */
  public record Settings(int windowFrames, int stepFrames) {
    static final Settings DEFAULT = new Settings(64, 32);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  /** Frames per window. */
  public static final int WINDOW = SETTINGS.windowFrames();

  /**
   * Input values per frame: 20 diameters and the length in pixels, the area in square pixels, the
   * boundary entropy in nats, 1 if the frame was measured and 0 if not, frames per second.
   */
  public static final int FEATURES = Disks.COUNT + 5;

  /** Output values per frame: 20 diameters and the length in pixels. */
  public static final int SHAPE = Disks.COUNT + 1;

  /** Probabilities per frame: neither, end-diastole, end-systole. */
  public static final int PHASES = 3;

  private final List<Optional<MeasuredFrame>> frames;
  private final FrameRate frameRate;

  /**
   * @param frames one per frame of the clip, in order; empty if no left ventricle was detected
   * @throws IllegalArgumentException if no frame has a left ventricle
   */
  public TemporalWindows(List<Optional<MeasuredFrame>> frames, FrameRate frameRate) {
    this.frames = List.copyOf(frames);
    this.frameRate = frameRate;
    if (frames.stream().noneMatch(Optional::isPresent)) {
      throw new IllegalArgumentException("the temporal model needs a measured frame");
    }
  }

  /** Number of windows that cover the clip. */
  public int count() {
    return frames.size() <= WINDOW
        ? 1
        : 1 + (frames.size() - WINDOW + SETTINGS.stepFrames() - 1) / SETTINGS.stepFrames();
  }

  /** The first frame of a window. The last window ends with the clip. */
  private int first(int window) {
    return Math.max(0, Math.min(window * SETTINGS.stepFrames(), frames.size() - WINDOW));
  }

  /** float32 [count, 64, 25], row-major. */
  public float[] features() {
    float[] features = new float[count() * WINDOW * FEATURES];
    for (int window = 0; window < count(); window++) {
      for (int t = 0; t < WINDOW; t++) {
        put(features, (window * WINDOW + t) * FEATURES, first(window) + t);
      }
    }
    return features;
  }

  /** float32 [64, 25] of the frames from {@code first} on, row-major. */
  public float[] features(int first) {
    float[] features = new float[WINDOW * FEATURES];
    for (int t = 0; t < WINDOW; t++) {
      put(features, t * FEATURES, first + t);
    }
    return features;
  }

  private void put(float[] features, int at, int frame) {
    int inside = Math.min(frame, frames.size() - 1);
    MeasuredFrame source = nearest(inside);
    for (int i = 0; i < Disks.COUNT; i++) {
      features[at + i] = source.slices().diametersPixels().get(i).floatValue();
    }
    features[at + Disks.COUNT] = (float) source.slices().lengthPixels();
    features[at + Disks.COUNT + 1] = (float) source.areaPixels();
    features[at + Disks.COUNT + 2] = (float) source.entropy();
    features[at + Disks.COUNT + 3] = inside == frame && frames.get(frame).isPresent() ? 1 : 0;
    features[at + Disks.COUNT + 4] = (float) frameRate.hertz();
  }

  private MeasuredFrame nearest(int frame) {
    for (int distance = 0; distance < frames.size(); distance++) {
      for (int candidate : new int[] {frame - distance, frame + distance}) {
        if (candidate >= 0 && candidate < frames.size() && frames.get(candidate).isPresent()) {
          return frames.get(candidate).get();
        }
      }
    }
    throw new IllegalStateException("no frame is measured");
  }

  /**
   * Merges the model's answers into the clip.
   *
   * @param disks float32 [count, 64, 21], row-major: diameters and length in pixels
   * @param phases float32 [count, 64, 3], row-major: neither, end-diastole, end-systole
   * @throws IllegalArgumentException if there are more or fewer values, or a ventricle has no
   *     length
   */
  public TemporalEstimate merge(float[] disks, float[] phases) {
    int rows = count() * WINDOW;
    if (disks.length != rows * SHAPE || phases.length != rows * PHASES) {
      throw new IllegalArgumentException(
          "the temporal model gave %d and %d values for %d frames"
              .formatted(disks.length, phases.length, rows));
    }
    List<TemporalEstimate.Frame> merged = new ArrayList<>(frames.size());
    for (int frame = 0; frame < frames.size(); frame++) {
      double[] shape = new double[SHAPE];
      double[] phase = new double[PHASES];
      double total = 0;
      for (int window = 0; window < count(); window++) {
        int t = frame - first(window);
        if (t < 0 || t >= WINDOW) {
          continue;
        }
        double weight = Math.min(t + 1, WINDOW - t);
        total += weight;
        for (int i = 0; i < SHAPE; i++) {
          shape[i] += weight * disks[(window * WINDOW + t) * SHAPE + i];
        }
        for (int i = 0; i < PHASES; i++) {
          phase[i] += weight * phases[(window * WINDOW + t) * PHASES + i];
        }
      }
      List<Double> diameters = new ArrayList<>(Disks.COUNT);
      for (int i = 0; i < Disks.COUNT; i++) {
        diameters.add(shape[i] / total);
      }
      merged.add(
          new TemporalEstimate.Frame(
              new Slices(diameters, shape[Disks.COUNT] / total),
              phase[1] / total,
              phase[2] / total));
    }
    return new TemporalEstimate(merged);
  }
}
