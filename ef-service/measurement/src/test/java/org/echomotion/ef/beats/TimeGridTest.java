package org.echomotion.ef.beats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimeGridTest {

  @Test
  void equallySpacedFramesAreThePointsThemselves() {
    List<OptionalDouble> volumes = List.of(OptionalDouble.of(1), OptionalDouble.empty());
    TimeGrid grid = TimeGrid.even(2, new FrameRate(50));
    assertSame(volumes, grid.spread(volumes));
    assertEquals(1, grid.frame(1));
    assertEquals(1, grid.point(1));
  }

  @Test
  void aLostFrameIsAPointWithoutVolume() {
    TimeGrid grid = TimeGrid.of(new FrameTimes(List.of(0.0, 0.02, 0.04, 0.08, 0.10)));
    assertEquals(50, grid.frameRate().hertz(), 1e-9);
    List<OptionalDouble> spread = grid.spread(volumes(10, 11, 12, 14, 15));
    assertEquals(6, spread.size());
    assertTrue(spread.get(3).isEmpty());
    double[] expected = {10, 11, 12, 0, 14, 15};
    for (int point : new int[] {0, 1, 2, 4, 5}) {
      assertEquals(expected[point], spread.get(point).orElseThrow(), 1e-9);
    }
    assertEquals(List.of(0, 1, 2, 4, 5), frames(5).stream().map(grid::point).toList());
    assertEquals(List.of(0, 1, 2, 2, 3, 4), frames(6).stream().map(grid::frame).toList());
  }

  @Test
  void betweenFramesThatDriftVolumesAreInterpolated() {
    // A straight line over time stays one, whenever its frames are taken.
    List<Double> seconds = new ArrayList<>();
    List<OptionalDouble> volumes = new ArrayList<>();
    double at = 0;
    for (int i = 0; i < 60; i++) {
      seconds.add(at);
      volumes.add(OptionalDouble.of(100 - 30 * at));
      at += 0.02 * (1 + 0.3 * Math.sin(i / 5.0));
    }
    TimeGrid grid = TimeGrid.of(new FrameTimes(seconds));
    List<OptionalDouble> spread = grid.spread(volumes);
    for (int point = 0; point + 1 < spread.size(); point++) {
      assertEquals(
          100 - 30 * grid.frameRate().seconds(point), spread.get(point).orElseThrow(), 1e-9);
    }
  }

  @Test
  void theClocksTicksDoNotMoveTheInterval() {
    assertEquals(
        30, TimeGrid.of(new FrameTimes(ticks(91))).frameRate().hertz(), 0.02, "whole ms at 30 Hz");
  }

  /** At 30 Hz in whole milliseconds, without frame 40. */
  private static List<Double> ticks(int frames) {
    return frames(frames).stream()
        .filter(i -> i != 40)
        .map(i -> Math.round(1000 * i / 30.0) / 1000.0)
        .toList();
  }

  @Test
  void timesThatNoScannerHasAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new FrameTimes(List.of(0.0, 0.02, 0.02)));
    assertThrows(IllegalArgumentException.class, () -> new FrameTimes(List.of(1.0, 1.02)));
    assertThrows(
        IllegalArgumentException.class, () -> new FrameTimes(List.of(0.0, 0.01, 0.02, 1e6)));
    assertThrows(IllegalArgumentException.class, () -> FrameTimes.of(List.of(0.0, 0.02, 0.04), 2));
  }

  private static List<OptionalDouble> volumes(double... values) {
    return Arrays.stream(values).mapToObj(OptionalDouble::of).toList();
  }

  private static List<Integer> frames(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
