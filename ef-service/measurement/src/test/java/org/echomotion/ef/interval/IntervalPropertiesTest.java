package org.echomotion.ef.interval;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.echomotion.ef.interval.ErrorPropagation.BeatError;
import org.echomotion.ef.interval.IntervalCalibration.Model;

class IntervalPropertiesTest {

  private static IntervalCalibration anyCalibration(long seed) {
    Random random = new Random(seed);
    ErrorModel model =
        new ErrorModel(
            Planes.ANY,
            100,
            new ErrorModel.Bias(
                random.nextGaussian(), 0.2 * random.nextGaussian(), 0.2 * random.nextGaussian()),
            new ErrorModel.Variance(
                1 + 20 * random.nextDouble(), 3 * random.nextDouble(), random.nextDouble()),
            HalfWidths.ofAll(HalfWidths.LEVELS));
    return new IntervalCalibration(
        new Model("net", "1", "a".repeat(64)),
        0.9,
        "2026-01-02",
        List.of(new CalibrationSet("set", 100, null, List.of(model))));
  }

  private static EjectionFractionInterval interval(
      IntervalCalibration by, EjectionFractionInterval estimate, double viewDifference) {
    return by.interval(
        new ErrorPredictors(50, estimate.standardDeviationPoints(), viewDifference),
        estimate.contourSdPoints(),
        Planes.ANY,
        Optional.of("set"));
  }

  private static double width(EjectionFractionInterval interval) {
    return interval.upperPercent() - interval.lowerPercent();
  }

  @Property(tries = 200)
  void aLessCertainOutlineOrViewsThatDifferMoreNeverNarrowTheInterval(
      @ForAll @LongRange(min = 0, max = 20) long seed,
      @ForAll @DoubleRange(min = 0.01, max = 0.1) double volumeSd,
      @ForAll @DoubleRange(min = 0, max = 5) double viewDifference,
      @ForAll @DoubleRange(min = 1, max = 2) double worse) {
    IntervalCalibration calibration = anyCalibration(seed);
    EjectionFractionInterval estimate =
        ErrorPropagation.interval(List.of(new BeatError(50, volumeSd, volumeSd)));
    double before = width(interval(calibration, estimate, viewDifference)) - 1e-9;
    EjectionFractionInterval noisy =
        ErrorPropagation.interval(List.of(new BeatError(50, worse * volumeSd, worse * volumeSd)));
    assertTrue(width(interval(calibration, noisy, viewDifference)) >= before);
    assertTrue(width(interval(calibration, estimate, worse * viewDifference)) >= before);
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
      sum += width(interval(calibration, estimate, 0));
    }
    return sum / 100;
  }
}
