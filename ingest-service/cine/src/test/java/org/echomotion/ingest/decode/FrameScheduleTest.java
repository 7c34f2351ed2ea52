package org.echomotion.ingest.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.echomotion.remark.Remark;
import org.junit.jupiter.api.Test;

class FrameScheduleTest {

  /** 60 frames at 30 per second. */
  private static double[] steady() {
    return IntStream.range(0, 60).mapToDouble(i -> i / 30.0).toArray();
  }

  @Test
  void hasNoTimesWhereFramesAreEquallySpaced() {
    FrameSchedule schedule = schedule(steady());
    assertEquals(30, schedule.rateHz(), 1e-9);
    assertEquals(StatedTimes.NONE, schedule.times());
    assertTrue(schedule.remarks().isEmpty());
  }

  @Test
  void isNotMovedByTheTicksOfAClock() {
    FrameSchedule schedule =
        schedule(Arrays.stream(steady()).map(t -> Math.round(t * 1_000) / 1_000.0).toArray());
    assertEquals(30, schedule.rateHz(), 0.01);
    assertEquals(StatedTimes.NONE, schedule.times());
    // Intervals alternate between two and three ticks.
    double[] cadence = IntStream.range(0, 60).mapToDouble(i -> (5 * i / 2) / 60.0).toArray();
    assertEquals(24, schedule(cadence).rateHz(), 0.2);
  }

  @Test
  void keepsAPauseAsAGap() {
    double[] seconds = steady();
    Arrays.setAll(seconds, i -> seconds[i] + (i >= 40 ? 1.5 : 0));
    FrameSchedule schedule = schedule(seconds);
    assertEquals(30, schedule.rateHz(), 1e-9);
    assertEquals(1.5 + 40 / 30.0, schedule.times().frames().get(40), 1e-9);
    assertEquals(1, schedule.remarks().size());
    assertFalse(schedule.remarks().get(0).withholds());
  }

  @Test
  void shortensAGapInWhichNoHeartWaits() {
    double[] seconds = steady();
    seconds[59] += 3_600;
    FrameSchedule schedule = schedule(seconds);
    assertEquals(30, schedule.rateHz(), 1e-9);
    assertEquals(2 + 58 / 30.0, schedule.times().frames().get(59), 1e-9);
    assertEquals(1, schedule.remarks().size());
  }

  @Test
  void replacesTheTimeOfAFrameThatIsOff() {
    for (double off : new double[] {-1e6, -0.5, 0.7, 1e6, Double.NaN}) {
      double[] seconds = steady();
      seconds[20] += off;
      FrameSchedule schedule = schedule(seconds);
      assertEquals(30, schedule.rateHz(), 1e-9, "off by " + off);
      assertEquals(Remark.Basis.DERIVED, schedule.remarks().get(0).basis(), "off by " + off);
      assertTrue(
          schedule.times().frames().isEmpty()
              || Math.abs(schedule.times().frames().get(59) - 59 / 30.0) < 0.05,
          "off by " + off + schedule.times());
    }
  }

  @Test
  void takesAClockThatStartsAnewAsAPause() {
    double[] seconds = steady();
    Arrays.setAll(seconds, i -> i < 30 ? seconds[i] : seconds[i - 30]);
    FrameSchedule schedule = schedule(seconds);
    assertEquals(30, schedule.rateHz(), 1e-9);
    assertEquals(2 + 29 / 30.0, schedule.times().frames().get(30), 1e-9);
  }

  @Test
  void withholdsWhereACineIsMostlyPauses() {
    double[] seconds = IntStream.range(0, 60).mapToDouble(i -> i / 30.0 + i / 10).toArray();
    FrameSchedule schedule = schedule(seconds);
    assertEquals(30, schedule.rateHz(), 1e-9);
    assertTrue(schedule.times().frames().size() == 60);
    double[] rare = IntStream.range(0, 60).mapToDouble(i -> i / 30.0 + i / 4 * 2).toArray();
    assertTrue(schedule(rare).remarks().stream().anyMatch(Remark::withholds));
    assertEquals(StatedTimes.NONE, schedule(rare).times());
  }

  @Test
  void findsNoRateWhereNothingFits() {
    assertEquals(Optional.empty(), FrameSchedule.of(new double[] {0, 2}));
    assertEquals(Optional.empty(), FrameSchedule.of(new double[] {0, 0, 0, 0, 0}));
    assertEquals(Optional.empty(), FrameSchedule.of(new double[] {5, 4, 3, 2, 1.9}));
    assertEquals(Optional.empty(), FrameSchedule.of(new double[] {0, Double.NaN, Double.NaN, 1}));
    assertEquals(Optional.empty(), FrameSchedule.of(new double[] {0}));
  }

  private static FrameSchedule schedule(double[] seconds) {
    return FrameSchedule.of(seconds).orElseThrow();
  }
}
