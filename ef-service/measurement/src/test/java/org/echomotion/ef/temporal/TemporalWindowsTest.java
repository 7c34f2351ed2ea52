package org.echomotion.ef.temporal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.echomotion.ef.beats.FrameRate;
import org.echomotion.ef.volume.Disks;
import org.echomotion.ef.volume.Slices;
import org.junit.jupiter.api.Test;

class TemporalWindowsTest {

  private static final int W = TemporalWindows.WINDOW;
  private static final int F = TemporalWindows.FEATURES;

  /** Frame i has the length 50 + i, so that each value identifies its frame. */
  private static MeasuredFrame frame(int i) {
    return new MeasuredFrame(
        new Slices(Collections.nCopies(Disks.COUNT, 20.0 + i), 50 + i), 900 + i, 0.3);
  }

  private static List<Optional<MeasuredFrame>> clip(int frames) {
    List<Optional<MeasuredFrame>> clip = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      clip.add(Optional.of(frame(i)));
    }
    return clip;
  }

  private static TemporalWindows windows(List<Optional<MeasuredFrame>> clip) {
    return new TemporalWindows(clip, new FrameRate(50));
  }

  /** An answer that repeats what went in. */
  private static TemporalEstimate echoed(TemporalWindows windows) {
    float[] features = windows.features();
    int rows = windows.count() * W;
    float[] disks = new float[rows * TemporalWindows.SHAPE];
    float[] phases = new float[rows * TemporalWindows.PHASES];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(
          features, row * F, disks, row * TemporalWindows.SHAPE, TemporalWindows.SHAPE);
      phases[row * TemporalWindows.PHASES] = 1;
    }
    return windows.merge(disks, phases);
  }

  @Test
  void aClipOfAnyLengthComesBackFrameByFrame() {
    for (int frames : new int[] {1, 2, 63, 64, 65, 96, 97, 300}) {
      TemporalEstimate estimate = echoed(windows(clip(frames)));
      assertEquals(frames, estimate.frames().size());
      for (int i = 0; i < frames; i++) {
        assertEquals(50 + i, estimate.frames().get(i).slices().lengthPixels(), 1e-4);
        assertEquals(20 + i, estimate.frames().get(i).slices().diametersPixels().get(7), 1e-4);
        assertEquals(0, estimate.frames().get(i).endDiastole(), 1e-9);
      }
    }
  }

  @Test
  void windowsOverlapByHalfAndTheLastEndsWithTheClip() {
    assertEquals(1, windows(clip(64)).count());
    assertEquals(2, windows(clip(65)).count());
    assertEquals(2, windows(clip(96)).count());
    assertEquals(3, windows(clip(97)).count());
    float[] features = windows(clip(97)).features();
    assertEquals(50 + 96, features[(3 * W - 1) * F + Disks.COUNT]);
    assertEquals(50 + 32, features[W * F + Disks.COUNT]);
  }

  @Test
  void aFrameWithoutAVentricleCarriesTheNearestOnesAndIsMarked() {
    List<Optional<MeasuredFrame>> clip = clip(64);
    clip.set(10, Optional.empty());
    clip.set(11, Optional.empty());
    float[] features = windows(clip).features();
    assertEquals(59, features[10 * F + Disks.COUNT]);
    assertEquals(62, features[11 * F + Disks.COUNT]);
    assertEquals(0, features[10 * F + Disks.COUNT + 3]);
    assertEquals(1, features[12 * F + Disks.COUNT + 3]);
    assertEquals(50, features[12 * F + Disks.COUNT + 4]);
  }

  @Test
  void beyondTheEndOfAShortClipTheLastFrameGoesOnUnmeasured() {
    float[] features = windows(clip(10)).features();
    assertEquals(59, features[40 * F + Disks.COUNT]);
    assertEquals(0, features[40 * F + Disks.COUNT + 3]);
    assertEquals(1, features[9 * F + Disks.COUNT + 3]);
  }

  @Test
  void whereWindowsOverlapTheOneWhoseMiddleIsNearerCountsMore() {
    TemporalWindows windows = windows(clip(96));
    float[] disks = new float[2 * W * TemporalWindows.SHAPE];
    float[] phases = new float[2 * W * TemporalWindows.PHASES];
    Arrays.fill(disks, 0, W * TemporalWindows.SHAPE, 10f);
    Arrays.fill(disks, W * TemporalWindows.SHAPE, disks.length, 20f);
    TemporalEstimate estimate = windows.merge(disks, phases);
    // Frame 40 is 41st of the first window (weight 24) and 9th of the second (weight 9).
    assertEquals(
        (24 * 10 + 9 * 20) / 33.0, estimate.frames().get(40).slices().lengthPixels(), 1e-9);
    assertEquals(10, estimate.frames().get(31).slices().lengthPixels(), 1e-9);
    assertEquals(20, estimate.frames().get(64).slices().lengthPixels(), 1e-9);
  }

  @Test
  void aClipWithoutAnyVentricleAndAnAnswerOfAnotherSizeAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> windows(List.of(Optional.empty(), Optional.empty())));
    assertThrows(
        IllegalArgumentException.class,
        () -> windows(clip(3)).merge(new float[3], new float[W * TemporalWindows.PHASES]));
  }
}
