package org.echomotion.ef.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.echomotion.ef.interval.IntervalCalibration.Model;
import org.echomotion.ef.quality.PictureMeasures;
import org.junit.jupiter.api.Test;

class IntervalCalibrationTest {

  private static final Model MODEL = new Model("net", "1.0.0", "a".repeat(64));

  /** A spread of 5 points. */
  private static final EjectionFractionInterval ESTIMATE =
      EjectionFractionInterval.uncalibrated(
          0, 100, Math.hypot(ErrorPropagation.SETTINGS.readerSdPoints(), 5), 5);

  private static ErrorModel model(Planes planes, double bias, double variance) {
    return model(planes, bias, variance, HalfWidths.ofAll(HalfWidths.LEVELS));
  }

  private static ErrorModel model(
      Planes planes, double bias, double variance, HalfWidths halfWidths) {
    return new ErrorModel(
        planes,
        60,
        new ErrorModel.Bias(bias, 0, 0),
        new ErrorModel.Variance(variance, 0, 0),
        halfWidths);
  }

  private static List<Double> times(double factor) {
    return HalfWidths.LEVELS.stream().map(level -> factor * level).toList();
  }

  /** Pictures whose median level has this mean and a standard deviation of 1. */
  private static Look look(double median) {
    List<List<Double>> precision = new ArrayList<>();
    for (int i = 0; i < Look.MEASURES; i++) {
      int row = i;
      precision.add(IntStream.range(0, Look.MEASURES).mapToObj(j -> row == j ? 1.0 : 0.0).toList());
    }
    return new Look(List.of(0.0, 0.0, median, 0.0, 0.0, 0.0), precision, 0, 3);
  }

  private static PictureMeasures picture(double median) {
    return new PictureMeasures(0, 0, median, 0, 0, 0);
  }

  private static IntervalCalibration calibration(CalibrationSet... sets) {
    return new IntervalCalibration(MODEL, 0.9, "2026-01-02", List.of(sets));
  }

  private static final CalibrationSet PATIENTS =
      new CalibrationSet(
          "patients",
          50,
          look(80),
          List.of(model(Planes.ANY, -2, 100), model(Planes.BIPLANE, -2, 25)));

  private static final CalibrationSet PHANTOMS =
      new CalibrationSet("phantoms", 60, look(40), List.of(model(Planes.ANY, 3, 16)));

  private static EjectionFractionInterval interval(
      IntervalCalibration by, Planes planes, Optional<String> set) {
    return interval(by, 50, planes, set);
  }

  private static EjectionFractionInterval interval(
      IntervalCalibration by, double measured, Planes planes, Optional<String> set) {
    return by.interval(
        new ErrorPredictors(measured, ESTIMATE.standardDeviationPoints(), 0),
        ESTIMATE.contourSdPoints(),
        planes,
        set);
  }

  @Test
  void aSetIsChosenByItsLook() {
    IntervalCalibration both = calibration(PATIENTS, PHANTOMS);
    assertEquals(Optional.of("patients"), both.setLike(picture(82.9)));
    assertEquals(Optional.of("phantoms"), both.setLike(picture(37.1)));
    assertEquals(Optional.empty(), both.setLike(picture(60)));
    CalibrationSet near =
        new CalibrationSet("near", 60, look(84), List.of(model(Planes.ANY, 0, 1)));
    IntervalCalibration alike = calibration(PATIENTS, near);
    assertEquals(Optional.of("patients"), alike.setLike(picture(79)));
    assertEquals(Optional.empty(), alike.setLike(picture(82)), "not clear: between both");
    assertEquals(Optional.of("near"), alike.setLike(picture(85)));
    CalibrationSet unknown =
        new CalibrationSet("unknown", 60, null, List.of(model(Planes.ANY, 0, 1)));
    assertEquals(Optional.empty(), calibration(unknown).setLike(picture(80)));
  }

  @Test
  void theChosenSetGivesTheInterval() {
    IntervalCalibration both = calibration(PATIENTS, PHANTOMS);
    EjectionFractionInterval interval = interval(both, Planes.A4C, Optional.of("phantoms"));
    // Measured 3 points too high: the centre is 47, and the half width 0.9 x 4.
    assertEquals(47 - 3.6, interval.lowerPercent(), 1e-9);
    assertEquals(47 + 3.6, interval.upperPercent(), 1e-9);
    assertEquals(0.9, interval.nominalCoverage());
    EjectionFractionInterval.Calibrated calibrated = interval.calibrated().orElseThrow();
    assertEquals(both.id(), calibrated.id());
    assertEquals(Optional.of("phantoms"), calibrated.set());
    assertEquals(OptionalDouble.of(47), calibrated.expectedPercent());
    assertEquals(1, calibrated.severity().values().stream().mapToDouble(p -> p).sum(), 1e-9);
    assertTrue(interval.method().contains(both.id()), interval.method());
    assertTrue(interval.method().contains("studies of phantoms (60)"), interval.method());
    assertTrue(interval.method().contains("The coverage is unknown"), interval.method());
  }

  @Test
  void twoViewsHaveTheirOwnWidth() {
    EjectionFractionInterval interval =
        interval(calibration(PATIENTS), Planes.BIPLANE, Optional.of("patients"));
    assertEquals(52 - 4.5, interval.lowerPercent(), 1e-9);
    assertEquals(52 + 4.5, interval.upperPercent(), 1e-9);
  }

  @Test
  void anUnknownLookGetsTheWidestAndNoProbabilities() {
    EjectionFractionInterval interval =
        interval(calibration(PATIENTS, PHANTOMS), Planes.A4C, Optional.empty());
    assertEquals(52 - 9, interval.lowerPercent(), 1e-9);
    assertEquals(52 + 9, interval.upperPercent(), 1e-9);
    EjectionFractionInterval.Calibrated calibrated = interval.calibrated().orElseThrow();
    assertEquals(Optional.empty(), calibrated.set());
    assertEquals(OptionalDouble.empty(), calibrated.expectedPercent());
    assertTrue(calibrated.severity().isEmpty());
    assertTrue(interval.method().contains("looks like none of theirs"), interval.method());
    assertEquals(
        interval,
        interval(calibration(PATIENTS, PHANTOMS), Planes.A4C, Optional.of("another")),
        "a set that the calibration does not have");
  }

  @Test
  void theIntervalContainsTheMeasurement() {
    CalibrationSet high =
        new CalibrationSet("high", 60, look(80), List.of(model(Planes.ANY, 20, 16)));
    EjectionFractionInterval interval =
        interval(calibration(high), Planes.A4C, Optional.of("high"));
    assertEquals(30 - 3.6, interval.lowerPercent(), 1e-9);
    assertEquals(50, interval.upperPercent());
  }

  @Test
  void biasAndScaleDependOnWhatIsKnown() {
    ErrorModel model =
        new ErrorModel(
            Planes.ANY,
            60,
            new ErrorModel.Bias(-1, 0.1, 0.5),
            new ErrorModel.Variance(16, 1, 0.25),
            HalfWidths.ofAll(HalfWidths.LEVELS));
    ErrorPredictors predictors = new ErrorPredictors(60, ESTIMATE.standardDeviationPoints(), -12);
    ErrorDistribution distribution = model.distribution(predictors);
    assertEquals(60 - (-1 + 0.1 * 10 + 0.5 * 5), distribution.expectedPercent(), 1e-9);
    assertEquals(Math.sqrt(16 + 25 + 0.25 * 144), distribution.scalePoints(), 1e-9);
    assertEquals(
        100,
        model(Planes.ANY, -20, 1).distribution(new ErrorPredictors(90, 7, 0)).expectedPercent());
  }

  @Test
  void lowReferencesHaveWidthsOfTheirOwn() {
    // At a coverage of 0.9, half widths of 18 below 40 % and of 9 from there.
    ErrorModel model = model(Planes.ANY, 0, 100, new HalfWidths(times(1), times(2)));
    IntervalCalibration by = calibration(new CalibrationSet("set", 60, look(80), List.of(model)));
    double[][] expected = {
      {30, 12, 40}, // 30 + 9 does not reach the other range, 30 + 18 does
      {35, 17, 44},
      {45, 27, 54},
      {57, 39, 66},
      {58, 49, 67},
      {70, 61, 79}
    };
    for (double[] row : expected) {
      EjectionFractionInterval interval = interval(by, row[0], Planes.A4C, Optional.of("set"));
      assertEquals(row[1], interval.lowerPercent(), 1e-9, "around " + row[0]);
      assertEquals(row[2], interval.upperPercent(), 1e-9, "around " + row[0]);
    }
  }

  @Test
  void travelsAsJsonAndIsTheSame() {
    IntervalCalibration calibration =
        calibration(
            PATIENTS,
            new CalibrationSet("unknown", 60, null, List.of(model(Planes.ANY, 1.0 / 3, 2))));
    String text = CalibrationJson.of(calibration).toPrettyString();
    assertEquals(calibration, CalibrationJson.parse(text));
    assertEquals(12, calibration.id().length());
  }

  @Test
  void aFileThatWasChangedOrIsOfAnotherKindIsRefused() {
    String changed = CalibrationJson.of(calibration(PATIENTS)).put("coverage", 0.95).toString();
    assertThrows(IllegalArgumentException.class, () -> CalibrationJson.parse(changed));
    assertThrows(IllegalArgumentException.class, () -> CalibrationJson.parse("{}"));
    assertThrows(IllegalArgumentException.class, () -> CalibrationJson.parse("[]"));
    assertThrows(IllegalArgumentException.class, () -> CalibrationJson.parse("no json"));
    String without = CalibrationJson.of(calibration(PATIENTS)).without("sets").toString();
    assertThrows(IllegalArgumentException.class, () -> CalibrationJson.parse(without));
    String older =
        CalibrationJson.of(calibration(PATIENTS)).put("method", "split-conformal").toString();
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> CalibrationJson.parse(older));
    assertTrue(refused.getMessage().contains("another version"), refused.getMessage());
  }

  @Test
  void theIdentityChangesWithTheWidthTheLookAndTheModel() {
    String id = calibration(PATIENTS).id();
    assertEquals(id, calibration(PATIENTS).id());
    CalibrationSet wider =
        new CalibrationSet("patients", 50, look(80), List.of(model(Planes.ANY, -2, 101)));
    assertNotEquals(id, calibration(wider).id());
    CalibrationSet darker = new CalibrationSet("patients", 50, look(79), PATIENTS.models());
    assertNotEquals(id, calibration(darker).id());
    Model other = new Model("net", "1.0.0", "b".repeat(64));
    assertNotEquals(id, new IntervalCalibration(other, 0.9, "2026-01-02", List.of(PATIENTS)).id());
  }

  @Test
  void impossibleNumbersAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> model(Planes.ANY, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> model(Planes.ANY, 0, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new ErrorModel.Variance(1, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> new ErrorModel.Variance(1, 0, -1));
    assertThrows(IllegalArgumentException.class, () -> HalfWidths.ofAll(List.of(1.0)));
    List<Double> falling = HalfWidths.LEVELS.stream().map(level -> 1 - level).toList();
    assertThrows(IllegalArgumentException.class, () -> HalfWidths.ofAll(falling));
    assertThrows(IllegalArgumentException.class, () -> new HalfWidths(times(2), times(1)));
    List<Double> zero = HalfWidths.LEVELS.stream().map(level -> 0.0).toList();
    assertThrows(IllegalArgumentException.class, () -> HalfWidths.ofAll(zero));
    assertThrows(
        IllegalArgumentException.class,
        () -> new CalibrationSet("x", 1, null, List.of(model(Planes.A4C, 0, 1))));
    assertThrows(IllegalArgumentException.class, () -> calibration());
    assertThrows(
        IllegalArgumentException.class,
        () -> new IntervalCalibration(MODEL, 0.99, "2026-01-02", List.of(PATIENTS)));
    assertThrows(
        IllegalArgumentException.class, () -> new Look(List.of(0.0), List.of(List.of(1.0)), 0, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new Look(look(1).means(), look(1).precision(), 0, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Look(look(1).means(), look(1).precision(), Double.NaN, 1));
  }
}
