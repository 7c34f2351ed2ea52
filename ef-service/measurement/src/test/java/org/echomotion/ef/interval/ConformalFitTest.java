package org.echomotion.ef.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.echomotion.ef.interval.ConformalFit.Performance;
import org.echomotion.ef.interval.ConformalFit.Study;
import org.echomotion.ef.interval.IntervalCalibration.Model;
import org.echomotion.ef.interval.IntervalCalibration.Stratum;
import org.echomotion.ef.quality.Quality.Grade;
import org.junit.jupiter.api.Test;

class ConformalFitTest {

  private static final Model MODEL = new Model("net", "1.0.0", "a".repeat(64));
  private static final LocalDate DATE = LocalDate.of(2026, 1, 2);

  /**
   * Errors normal with the estimated spread times a factor that error propagation does not know.
   */
  private static List<Study> studies(int count, long seed, Grade grade, int views, double factor) {
    Random random = new Random(seed);
    List<Study> studies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double sd = 3 + 6 * random.nextDouble();
      double reference = 20 + 50 * random.nextDouble();
      studies.add(
          new Study(
              "set",
              seed + "-" + i,
              reference + factor * sd * random.nextGaussian(),
              reference,
              Math.hypot(ErrorPropagation.SETTINGS.readerSdPoints(), sd),
              grade,
              views));
    }
    return studies;
  }

  @Test
  void takesTheRankThatTheNumberOfStudiesAsksFor() {
    List<Study> studies = new ArrayList<>();
    for (int i = 1; i <= 19; i++) {
      studies.add(
          new Study(
              "set",
              "s" + i,
              50 + i,
              50,
              ErrorPropagation.SETTINGS.readerSdPoints(),
              Grade.GOOD,
              1));
    }
    // ceil(20 * 0.9) = 18; ceil(20 * 0.95) = 19.
    assertEquals(18.0 / 2, ConformalFit.quantile(studies, 2, 0.9), 1e-12);
    assertEquals(19.0 / 2, ConformalFit.quantile(studies, 2, 0.95), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> ConformalFit.quantile(studies, 2, 0.96));
  }

  @Test
  void holdsItsCoverageOnStudiesItHasNotSeenHoweverWrongTheEstimate() {
    for (double factor : new double[] {0.3, 1, 3}) {
      IntervalCalibration calibration =
          ConformalFit.fit(MODEL, studies(1000, 101, Grade.GOOD, 1, factor), 0.9, DATE);
      List<Study> others = studies(4000, 2, Grade.GOOD, 1, factor);
      Performance performance =
          Performance.of(
              others, others.stream().map(s -> ConformalFit.calibrated(calibration, s)).toList());
      assertEquals(0.9, performance.coverage(), 0.03, "factor " + factor);
    }
  }

  @Test
  void crossFittingShowsTheCoverageThatNewStudiesWillHave() {
    List<Study> studies = studies(300, 3, Grade.USABLE, 1, 2);
    Performance performance =
        Performance.of(studies, ConformalFit.crossFitted(MODEL, studies, 0.9, 5));
    assertEquals(300, performance.studies());
    assertEquals(0.9, performance.coverage(), 0.04);
  }

  @Test
  void kindsWithEnoughStudiesHaveTheirOwnWidth() {
    List<Study> all = new ArrayList<>(studies(100, 4, Grade.GOOD, 1, 1));
    all.addAll(studies(100, 5, Grade.USABLE, 1, 2));
    all.addAll(studies(ConformalFit.SETTINGS.fewestOfAKind() - 1, 6, Grade.POOR, 1, 4));
    IntervalCalibration calibration = ConformalFit.fit(MODEL, all, 0.9, DATE);
    double good = calibration.stratum(Grade.GOOD, 1).quantile();
    double usable = calibration.stratum(Grade.USABLE, 1).quantile();
    assertTrue(usable > 1.5 * good, good + " and " + usable);
    Stratum poor = calibration.stratum(Grade.POOR, 1);
    assertEquals(Optional.empty(), poor.grade(), "too few: goes with all of one view");
    assertEquals(OptionalInt.of(1), poor.views());
    assertEquals(OptionalInt.empty(), calibration.stratum(Grade.GOOD, 2).views());
  }

  @Test
  void intervalsHoldOnEachSetAndNotOnlyOnTheMixture() {
    List<Study> easy = studies(300, 21, Grade.GOOD, 1, 0.5);
    List<Study> hard =
        studies(60, 22, Grade.GOOD, 1, 2).stream()
            .map(
                s ->
                    new Study(
                        "hard",
                        s.subject(),
                        s.measuredPercent(),
                        s.referencePercent(),
                        s.standardDeviationPoints(),
                        s.grade(),
                        s.views()))
            .toList();
    List<Study> both = new ArrayList<>(easy);
    both.addAll(hard);
    IntervalCalibration calibration = ConformalFit.fit(MODEL, both, 0.9, DATE);
    assertEquals(
        ConformalFit.quantile(hard, calibration.floorPoints(), 0.9),
        calibration.stratum(Grade.GOOD, 1).quantile());
  }

  @Test
  void aPoorerGradeIsNeverNarrowerByChance() {
    List<Study> all = new ArrayList<>(studies(100, 7, Grade.GOOD, 1, 2));
    all.addAll(studies(100, 8, Grade.USABLE, 1, 1));
    IntervalCalibration calibration = ConformalFit.fit(MODEL, all, 0.9, DATE);
    assertEquals(
        calibration.stratum(Grade.GOOD, 1).quantile(),
        calibration.stratum(Grade.USABLE, 1).quantile());
  }

  @Test
  void tooFewStudiesAreRefusedWithTheNumberNeeded() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> ConformalFit.fit(MODEL, studies(24, 9, Grade.GOOD, 1, 1), 0.9, DATE));
    assertEquals(
        "A calibration needs at least 25 studies with a number; there are 24.",
        refused.getMessage());
  }

  @Test
  void travelsAsJsonAndIsTheSame() {
    List<Study> all = new ArrayList<>(studies(60, 10, Grade.GOOD, 1, 1));
    all.addAll(studies(40, 11, Grade.USABLE, 2, 1));
    IntervalCalibration calibration = ConformalFit.fit(MODEL, all, 0.9, DATE);
    assertEquals(
        calibration, CalibrationJson.parse(CalibrationJson.of(calibration).toPrettyString()));
  }

  @Test
  void aChangedFileIsRefused() {
    IntervalCalibration calibration =
        ConformalFit.fit(MODEL, studies(60, 12, Grade.GOOD, 1, 1), 0.9, DATE);
    String changed = CalibrationJson.of(calibration).put("coverage", 0.95).toString();
    assertThrows(IllegalArgumentException.class, () -> CalibrationJson.parse(changed));
    assertThrows(IllegalArgumentException.class, () -> CalibrationJson.parse("{}"));
    assertThrows(IllegalArgumentException.class, () -> CalibrationJson.parse("no json"));
  }

  @Test
  void theIdentityChangesWithTheWidthAndTheModel() {
    List<Study> studies = studies(60, 13, Grade.GOOD, 1, 1);
    String id = ConformalFit.fit(MODEL, studies, 0.9, DATE).id();
    assertEquals(12, id.length());
    assertEquals(id, ConformalFit.fit(MODEL, studies, 0.9, DATE).id());
    assertNotEquals(id, ConformalFit.fit(MODEL, studies, 0.8, DATE).id());
    Model other = new Model("net", "1.0.0", "b".repeat(64));
    assertNotEquals(id, ConformalFit.fit(other, studies, 0.9, DATE).id());
  }

  @Test
  void theIntervalSaysItsCalibrationAndStaysWithinPercent() {
    IntervalCalibration calibration =
        ConformalFit.fit(MODEL, studies(60, 14, Grade.GOOD, 1, 3), 0.9, DATE);
    EjectionFractionInterval interval =
        calibration.interval(6, EjectionFractionInterval.uncalibrated(0, 20, 9, 5), Grade.GOOD, 1);
    assertEquals(0, interval.lowerPercent());
    assertEquals(0.9, interval.nominalCoverage());
    assertEquals(Optional.of(calibration.id()), interval.calibration());
    assertTrue(interval.method().contains(calibration.id()), interval.method());
    assertTrue(interval.method().contains("set (60)"), interval.method());
    assertTrue(interval.method().contains("The coverage is unknown"), interval.method());
  }
}
