package org.echomotion.ef.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.echomotion.ef.interval.ErrorPropagation.BeatError;
import org.junit.jupiter.api.Test;

class ErrorPropagationTest {

  private static double width(EjectionFractionInterval interval) {
    return interval.upperPercent() - interval.lowerPercent();
  }

  @Test
  void oneBeatWithACertainOutlineHasTheSpreadOfReadersAndBeats() {
    EjectionFractionInterval interval = ErrorPropagation.interval(List.of(new BeatError(60, 0, 0)));
    double sd = Math.sqrt(7.0 * 7.0 + 3.0 * 3.0);
    assertEquals(60 - 1.645 * sd, interval.lowerPercent(), 0.01);
    assertEquals(60 + 1.645 * sd, interval.upperPercent(), 0.01);
    assertEquals(0, interval.contourSdPoints(), 1e-12);
  }

  @Test
  void volumeErrorsPropagateToTheEjectionFraction() {
    // EDV 100 +- 6, ESV 40 +- 3.2: d(EF) = 40/100 * sqrt(0.06^2 + 0.08^2) = 4 points.
    EjectionFractionInterval interval =
        ErrorPropagation.interval(List.of(new BeatError(60, 0.06, 0.08)));
    assertEquals(4, interval.contourSdPoints(), 1e-9);
    assertEquals(Math.sqrt(49 + 9 + 16), interval.standardDeviationPoints(), 1e-9);
  }

  @Test
  void neverNarrowsWithALessCertainOutlineOrMoreSpreadBetweenBeats() {
    double previous = 0;
    for (double relative = 0; relative <= 0.3; relative += 0.02) {
      double width =
          width(ErrorPropagation.interval(List.of(new BeatError(55, relative, relative))));
      assertTrue(width >= previous);
      previous = width;
    }
    previous = 0;
    for (double spread = 0; spread <= 20; spread++) {
      List<BeatError> beats = new ArrayList<>();
      for (int i = -1; i <= 1; i++) {
        beats.add(new BeatError(50 + i * spread, 0.05, 0.05));
      }
      double width = width(ErrorPropagation.interval(beats));
      assertTrue(width >= previous);
      previous = width;
    }
  }

  @Test
  void staysWithinWhatAnEjectionFractionCanBe() {
    assertEquals(0, ErrorPropagation.interval(List.of(new BeatError(6, 0, 0))).lowerPercent());
    assertEquals(100, ErrorPropagation.interval(List.of(new BeatError(89, 1, 1))).upperPercent());
  }
}
