package org.echomotion.cli.accuracy.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.echomotion.ef.interval.CalibrationJson;
import org.echomotion.ef.interval.CalibrationSet;
import org.echomotion.ef.interval.EjectionFractionInterval;
import org.echomotion.ef.interval.ErrorModel;
import org.echomotion.ef.interval.ErrorPredictors;
import org.echomotion.ef.interval.ErrorPropagation;
import org.echomotion.ef.interval.HalfWidths;
import org.echomotion.ef.interval.IntervalCalibration;
import org.echomotion.ef.interval.IntervalCalibration.Model;
import org.echomotion.ef.interval.Planes;
import org.echomotion.ef.quality.PictureMeasures;
import org.junit.jupiter.api.Test;

class CalibrationFitTest {

  private static final Model MODEL = new Model("net", "1.0.0", "a".repeat(64));
  private static final LocalDate DATE = LocalDate.of(2026, 1, 2);

  /** Reference ejection fractions 20 to 70, spreads 3 to 9 points. */
  private record Draw(Random random, double reference, double spread) {}

  /** The error of a study: measured minus reference. */
  private interface ErrorOf {
    double of(Draw draw);
  }

  private static List<Study> studies(
      String set, int count, long seed, Planes planes, double median, ErrorOf error) {
    Random random = new Random(seed);
    List<Study> studies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Draw draw = new Draw(random, 20 + 50 * random.nextDouble(), 3 + 6 * random.nextDouble());
      studies.add(
          new Study(
              set,
              set + seed + "-" + i,
              planes,
              draw.reference(),
              new ErrorPredictors(draw.reference() + error.of(draw), sd(draw.spread()), 0),
              List.of(picture(random, median))));
    }
    return studies;
  }

  private static double sd(double spread) {
    return Math.hypot(ErrorPropagation.SETTINGS.readerSdPoints(), spread);
  }

  private static PictureMeasures picture(Random random, double median) {
    return new PictureMeasures(
        0.01 * random.nextDouble(),
        0.1 * random.nextDouble(),
        median + 5 * random.nextGaussian(),
        200 + 5 * random.nextGaussian(),
        0.5 + 0.01 * random.nextGaussian(),
        0.1);
  }

  private static List<EjectionFractionInterval> by(
      IntervalCalibration calibration, List<Study> studies) {
    return studies.stream().map(study -> CalibrationFit.calibrated(calibration, study)).toList();
  }

  @Test
  void holdsItsCoverageOnStudiesItHasNotSeenHoweverWrongTheEstimate() {
    for (double factor : new double[] {0.3, 1, 3}) {
      ErrorOf error = draw -> factor * draw.spread() * draw.random().nextGaussian();
      IntervalCalibration calibration =
          CalibrationFit.fit(MODEL, studies("set", 600, 101, Planes.A4C, 80, error), 0.9, DATE);
      List<Study> others = studies("set", 3000, 2, Planes.A4C, 80, error);
      assertEquals(
          0.9, Performance.of(others, by(calibration, others)).coverage(), 0.03, "" + factor);
    }
  }

  @Test
  void aUsualErrorMovesTheIntervalInsteadOfWideningIt() {
    ErrorOf error = draw -> -2 * (draw.spread() - 3) + draw.random().nextGaussian();
    List<Study> studies = studies("set", 300, 3, Planes.A4C, 80, error);
    IntervalCalibration calibration = CalibrationFit.fit(MODEL, studies, 0.9, DATE);
    ErrorModel model = model(calibration, "set", Planes.A4C);
    assertEquals(-2, model.bias().perSpread(), 0.2);
    List<Study> others = studies("set", 1000, 4, Planes.A4C, 80, error);
    double off =
        others.stream()
            .mapToDouble(
                study ->
                    CalibrationFit.calibrated(calibration, study)
                            .calibrated()
                            .orElseThrow()
                            .expectedPercent()
                            .orElseThrow()
                        - study.referencePercent())
            .map(Math::abs)
            .average()
            .orElseThrow();
    assertTrue(off < 1.2, "the mean distance from the reference is that of the noise: " + off);
  }

  @Test
  void aSpreadThatPredictsTheErrorGivesNarrowIntervalsToSteadyStudies() {
    ErrorOf error = draw -> (draw.spread() > 6 ? 8 : 1) * draw.random().nextGaussian();
    IntervalCalibration calibration =
        CalibrationFit.fit(MODEL, studies("set", 600, 5, Planes.A4C, 80, error), 0.9, DATE);
    List<Study> others = studies("set", 2000, 6, Planes.A4C, 80, error);
    List<Study> steady = others.stream().filter(s -> spread(s) < 4).toList();
    List<Study> unsteady = others.stream().filter(s -> spread(s) > 8).toList();
    double narrow = Performance.of(steady, by(calibration, steady)).meanWidthPoints();
    double wide = Performance.of(unsteady, by(calibration, unsteady)).meanWidthPoints();
    assertTrue(wide > 1.5 * narrow, narrow + " and " + wide);
  }

  private static double spread(Study study) {
    return study.predictors().spreadPoints();
  }

  @Test
  void setsDoNotChangeEachOthersIntervals() {
    ErrorOf small = draw -> 2 * draw.random().nextGaussian();
    ErrorOf large = draw -> 8 * draw.random().nextGaussian();
    List<Study> phantoms = studies("phantoms", 300, 7, Planes.A4C, 40, small);
    List<Study> patients = studies("patients", 100, 8, Planes.A4C, 120, large);
    List<Study> both = new ArrayList<>(phantoms);
    both.addAll(patients);
    IntervalCalibration calibration = CalibrationFit.fit(MODEL, both, 0.9, DATE);
    IntervalCalibration alone = CalibrationFit.fit(MODEL, patients, 0.9, DATE);
    assertEquals(set(alone, "patients"), set(calibration, "patients"));
    List<Study> others = studies("phantoms", 1000, 9, Planes.A4C, 40, small);
    Performance ofPhantoms = Performance.of(others, by(calibration, others));
    assertEquals(0.9, ofPhantoms.coverage(), 0.04);
    assertTrue(ofPhantoms.meanWidthPoints() < 9, "" + ofPhantoms.meanWidthPoints());
    List<Study> strange = studies("phantoms", 100, 10, Planes.A4C, 80, small);
    Performance ofStrange = Performance.of(strange, by(calibration, strange));
    assertTrue(ofStrange.meanWidthPoints() > 20, "like neither set: the widest of both");
  }

  @Test
  void planesWithEnoughStudiesHaveAModelOfTheirOwn() {
    ErrorOf error = draw -> 3 * draw.random().nextGaussian();
    List<Study> studies =
        new ArrayList<>(studies("set", CalibrationFit.FEWEST, 11, Planes.A4C, 80, error));
    studies.addAll(studies("set", CalibrationFit.FEWEST - 1, 12, Planes.BIPLANE, 80, error));
    CalibrationSet set = set(CalibrationFit.fit(MODEL, studies, 0.9, DATE), "set");
    assertEquals(
        List.of(Planes.ANY, Planes.A4C), set.models().stream().map(ErrorModel::planes).toList());
    assertNull(set.look(), "25 pictures of one view do not show what the set looks like");
    studies.addAll(studies("set", 5, 13, Planes.A2C, 80, error));
    assertNotNull(set(CalibrationFit.fit(MODEL, studies, 0.9, DATE), "set").look());
  }

  @Test
  void crossFittingShowsTheCoverageThatNewStudiesWillHave() {
    ErrorOf error = draw -> 2 * draw.spread() * draw.random().nextGaussian();
    List<Study> studies = studies("set", 300, 14, Planes.A4C, 80, error);
    Performance performance =
        Performance.of(studies, CalibrationFit.crossFitted(MODEL, studies, 0.9, 5));
    assertEquals(300, performance.studies());
    assertEquals(0.9, performance.coverage(), 0.04);
  }

  @Test
  void severityGradesAreAsFrequentAsStated() {
    ErrorOf error = draw -> draw.spread() * draw.random().nextGaussian();
    List<Study> studies = studies("set", 600, 18, Planes.A4C, 80, error);
    List<GradeReliability> ranges =
        GradeReliability.of(studies, CalibrationFit.crossFitted(MODEL, studies, 0.9, 5));
    assertEquals(5, ranges.size());
    ranges.forEach(range -> assertEquals(range.stated(), range.observed(), 0.1, "" + range));
  }

  @Test
  void theFewestStudiesCanBeCrossFitted() {
    List<Study> fewest =
        studies(
            "set", CalibrationFit.FEWEST, 19, Planes.A4C, 80, d -> 3 * d.random().nextGaussian());
    assertEquals(CalibrationFit.FEWEST, CalibrationFit.crossFitted(MODEL, fewest, 0.9, 10).size());
  }

  @Test
  void crossFittingLeavesOutAllStudiesOfAPatient() {
    ErrorOf error = draw -> draw.random().nextGaussian();
    List<Study> studies = studies("set", 60, 15, Planes.A4C, 80, error);
    // A patient whose error is far from the others', with two studies.
    List<Study> odd =
        IntStream.range(0, 2)
            .mapToObj(
                i ->
                    new Study(
                        "set",
                        "odd",
                        Planes.A4C,
                        40,
                        new ErrorPredictors(80, 8, 0),
                        studies.get(0).pictures()))
            .toList();
    List<Study> all = new ArrayList<>(studies);
    all.addAll(odd);
    List<EjectionFractionInterval> intervals = CalibrationFit.crossFitted(MODEL, all, 0.9, 10);
    Performance ofOdd = Performance.of(odd, intervals.subList(60, 62));
    assertEquals(0, ofOdd.coverage());
  }

  @Test
  void tooFewStudiesAreRefusedWithTheNumberNeeded() {
    List<Study> few = studies("ours", 24, 16, Planes.A4C, 80, draw -> 1);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> CalibrationFit.fit(MODEL, few, 0.9, DATE));
    assertEquals(
        "A calibration needs at least 25 studies with a number in each set; ours has 24.",
        refused.getMessage());
  }

  @Test
  void lowReferencesAreCoveredAsOftenAsStated() {
    // Errors below 40 % are three times as large, and nothing but the reference shows it.
    ErrorOf error = draw -> (draw.reference() < 40 ? 9 : 3) * draw.random().nextGaussian();
    IntervalCalibration calibration =
        CalibrationFit.fit(MODEL, studies("set", 1500, 22, Planes.A4C, 80, error), 0.9, DATE);
    HalfWidths halfWidths = model(calibration, "set", Planes.A4C).halfWidths();
    assertTrue(halfWidths.low().get(17) > 1.3 * halfWidths.all().get(17), halfWidths::toString);
    List<Study> low =
        studies("set", 3000, 23, Planes.A4C, 80, error).stream()
            .filter(study -> study.referencePercent() < 40)
            .toList();
    assertEquals(0.9, Performance.of(low, by(calibration, low)).coverage(), 0.03);
    List<Study> few = studies("set", 100, 24, Planes.A4C, 80, error);
    HalfWidths ofFew =
        model(CalibrationFit.fit(MODEL, few, 0.9, DATE), "set", Planes.A4C).halfWidths();
    assertEquals(ofFew.all(), ofFew.low(), "fewer than 50 are below 40 %");
  }

  @Test
  void studiesThatAreAllAlikeHaveACalibrationToo() {
    List<Study> same =
        IntStream.range(0, 30)
            .mapToObj(
                i ->
                    new Study(
                        "set",
                        "s" + i,
                        Planes.A4C,
                        50,
                        new ErrorPredictors(50, sd(0), 0),
                        List.of()))
            .toList();
    Performance performance =
        Performance.of(same, by(CalibrationFit.fit(MODEL, same, 0.9, DATE), same));
    assertEquals(1, performance.coverage());
    assertTrue(performance.meanWidthPoints() < 1, "" + performance.meanWidthPoints());
  }

  @Test
  void theSameStudiesGiveTheSameCalibrationInAnyRun() {
    List<Study> studies =
        studies("set", 100, 17, Planes.A4C, 80, draw -> 3 * draw.random().nextGaussian());
    IntervalCalibration calibration = CalibrationFit.fit(MODEL, studies, 0.9, DATE);
    assertEquals(calibration, CalibrationFit.fit(MODEL, studies, 0.9, DATE));
    assertEquals(
        calibration, CalibrationJson.parse(CalibrationJson.of(calibration).toPrettyString()));
    assertEquals(Optional.of("set"), calibration.setLike(studies.get(0).pictures().get(0)));
  }

  private static CalibrationSet set(IntervalCalibration calibration, String name) {
    return calibration.sets().stream()
        .filter(set -> set.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ErrorModel model(IntervalCalibration calibration, String set, Planes planes) {
    return set(calibration, set).models().stream()
        .filter(model -> model.planes() == planes)
        .findFirst()
        .orElseThrow();
  }
}
