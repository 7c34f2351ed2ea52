package org.echomotion.ef.temporal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.ef.beats.FrameRate;
import org.echomotion.ef.volume.Disks;
import org.echomotion.ef.volume.Slices;

/**
 * A clip of any length as windows of 64 frames that overlap by half, and the clip again from what
 * the model says of the windows: where two overlap, each counts the more the further the frame is
 * from its ends.
 *
 * <p>A frame without a measurement carries the values of the nearest frame that has one, the
 * earlier of two, and a mark; a clip shorter than a window goes on with its last frame, marked so.
 */
public final class TemporalWindows {

  /**
   * The constants that a result depends on.
   *
   * @param windowFrames frames of a window
   * @param stepFrames from the start of a window to the start of the next
   */
  public record Settings(int windowFrames, int stepFrames) {
    static final Settings DEFAULT = new Settings(64, 32);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  /** Frames of a window. */
  public static final int WINDOW = SETTINGS.windowFrames();

  /**
   * Values of a frame that go in: 20 diameters and the length in pixels, the area in square pixels,
   * the boundary entropy in nats, 1 where the frame was measured and 0 where not, frames per
   * second.
   */
  public static final int FEATURES = Disks.COUNT + 5;

  /** Values of a frame that come out: diameters and length. */
  public static final int SHAPE = Disks.COUNT + 1;

  /** Neither, end-diastole, end-systole. */
  public static final int PHASES = 3;

  private final List<Optional<MeasuredFrame>> frames;
  private final FrameRate frameRate;

  /**
   * @param frames one per frame of the clip, in order; empty where no left ventricle was found
   * @throws IllegalArgumentException if that is so on every frame
   */
  public TemporalWindows(List<Optional<MeasuredFrame>> frames, FrameRate frameRate) {
    this.frames = List.copyOf(frames);
    this.frameRate = frameRate;
    if (frames.stream().noneMatch(Optional::isPresent)) {
      throw new IllegalArgumentException("the temporal model needs a measured frame");
    }
  }

  /** How many windows cover the clip. */
  public int count() {
    return frames.size() <= WINDOW
        ? 1
        : 1 + (frames.size() - WINDOW + SETTINGS.stepFrames() - 1) / SETTINGS.stepFrames();
  }

  /** The last window ends with the clip. */
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
    throw new IllegalStateException("one frame is measured");
  }

  /**
   * The clip from the model's answers.
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
