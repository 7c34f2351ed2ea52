package org.echomotion.ef.interval;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.echomotion.ef.interval.ConformalFit.Study;
import org.echomotion.ef.interval.ErrorPropagation.BeatError;
import org.echomotion.ef.interval.IntervalCalibration.Model;
import org.echomotion.ef.quality.Quality.Grade;

class IntervalPropertiesTest {

  private static IntervalCalibration anyCalibration(long seed) {
    Random random = new Random(seed);
    List<Study> studies = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      studies.add(
          new Study(
              "set",
              "s" + i,
              50 + 8 * random.nextGaussian(),
              50,
              ErrorPropagation.SETTINGS.readerSdPoints() + 5 * random.nextDouble(),
              Grade.values()[random.nextInt(3)],
              1 + random.nextInt(2)));
    }
    return ConformalFit.fit(
        new Model("net", "1", "a".repeat(64)), studies, 0.9, LocalDate.of(2026, 1, 2));
  }

  private static double width(EjectionFractionInterval interval) {
    return interval.upperPercent() - interval.lowerPercent();
  }

  @Property(tries = 200)
  void aLessCertainOutlineOrAPoorerGradeNeverNarrowsTheInterval(
      @ForAll @LongRange(min = 0, max = 20) long seed,
      @ForAll @DoubleRange(min = 0.01, max = 0.2) double volumeSd,
      @ForAll @DoubleRange(min = 1, max = 2) double worse,
      @ForAll @IntRange(min = 0, max = 1) int grade,
      @ForAll @IntRange(min = 1, max = 2) int views) {
    IntervalCalibration calibration = anyCalibration(seed);
    Grade better = Grade.values()[grade];
    Grade poorer = Grade.values()[grade + 1];
    double before =
        width(
            calibration.interval(
                50,
                ErrorPropagation.interval(List.of(new BeatError(50, volumeSd, volumeSd))),
                better,
                views));
    EjectionFractionInterval noisy =
        ErrorPropagation.interval(List.of(new BeatError(50, worse * volumeSd, worse * volumeSd)));
    assertTrue(width(calibration.interval(50, noisy, better, views)) >= before);
    assertTrue(width(calibration.interval(50, noisy, poorer, views)) >= before);
  }

  @Property(tries = 50)
  void moreNoiseOnTheBeatsNeverNarrowsTheIntervalOnAverage(
      @ForAll @LongRange(min = 0, max = 20) long seed,
      @ForAll @DoubleRange(min = 0, max = 6) double noisePoints,
      @ForAll @DoubleRange(min = 1, max = 2) double more) {
    IntervalCalibration calibration = anyCalibration(seed);
    double quiet = meanWidth(calibration, noisePoints);
    double loud = meanWidth(calibration, more * noisePoints);
    // The mean of the drawn ejection fractions moves a little, and the outlines' share with it.
    assertTrue(loud >= quiet - 0.05, quiet + " and " + loud);
  }

  /** Over 100 clips of three beats; the same draws for every noise. */
  private static double meanWidth(IntervalCalibration calibration, double noisePoints) {
    Random random = new Random(7);
    double sum = 0;
    for (int clip = 0; clip < 100; clip++) {
      List<BeatError> beats = new ArrayList<>();
      for (int beat = 0; beat < 3; beat++) {
        beats.add(new BeatError(50 + noisePoints * random.nextGaussian(), 0.05, 0.05));
      }
      EjectionFractionInterval estimate = ErrorPropagation.interval(beats);
      sum += width(calibration.interval(50, estimate, Grade.GOOD, 1));
    }
    return sum / 100;
  }
}
