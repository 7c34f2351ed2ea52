package org.echomotion.ef.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.echomotion.ef.contour.PixelSpacing;
import org.echomotion.ef.contour.Point;
import org.echomotion.ef.contour.Shapes;
import org.echomotion.ef.quality.Quality;
import org.echomotion.ef.quality.Quality.Grade;
import org.echomotion.ef.volume.BeatSlices;
import org.echomotion.ef.volume.Disks;
import org.junit.jupiter.api.Test;

class StudyPipelineTest {

  private static final Quality GOOD = new Quality(Grade.GOOD, List.of());
  private static final Quality POOR = new Quality(Grade.POOR, List.of("It jitters."));

  /** Half ellipsoids: 80 mm long at end-diastole, 72 at end-systole; 48 to 36 mm wide in A4C. */
  private static final Shape A4C = new Shape(ApicalView.FOUR_CHAMBER, 80, 48, 72, 36, 1.25);

  /** 44 to 30 mm wide, recorded deeper. */
  private static final Shape A2C = new Shape(ApicalView.TWO_CHAMBER, 80, 44, 72, 30, 1.6);

  private static final double EDV = 2.0 / 3 * Math.PI * 24 * 22 * 80 / 1000;
  private static final double ESV = 2.0 / 3 * Math.PI * 18 * 15 * 72 / 1000;

  private record Shape(
      ApicalView view,
      double lengthMm,
      double widthMm,
      double systolicLengthMm,
      double systolicWidthMm,
      double mmPerPixel) {

    double ejectionFraction() {
      return 100
          * (1
              - systolicWidthMm
                  * systolicWidthMm
                  * systolicLengthMm
                  / (widthMm * widthMm * lengthMm));
    }

    ClipFinding clip(int beats, boolean calibrated, Quality quality) {
      BeatSlices slices =
          new BeatSlices(phase(lengthMm, widthMm), phase(systolicLengthMm, systolicWidthMm));
      return new ClipFinding(
          view,
          Optional.of(
              new ClipFinding.Measured(
                  ejectionFraction(),
                  calibrated ? Optional.of(new PixelSpacing(mmPerPixel)) : Optional.empty(),
                  IntStream.range(0, beats)
                      .mapToObj(i -> new ViewBeat(i, OptionalDouble.of(0.8), slices))
                      .toList())),
          "",
          quality);
    }

    ClipFinding clip() {
      return clip(3, true, GOOD);
    }

    Shape longBy(double factor) {
      return new Shape(
          view, factor * lengthMm, widthMm, factor * systolicLengthMm, systolicWidthMm, mmPerPixel);
    }

    private BeatSlices.Phase phase(double length, double width) {
      return new BeatSlices.Phase(
          Disks.of(Shapes.halfEllipse(new Point(56, 90), length / mmPerPixel, width / mmPerPixel))
              .slices(),
          0.05);
    }
  }

  private static ClipFinding none(ApicalView view, String reason) {
    return new ClipFinding(view, Optional.empty(), reason, Quality.poor(reason));
  }

  private static StudyOutcome.TwoViews twoViews(ClipFinding... clips) {
    return assertInstanceOf(StudyOutcome.TwoViews.class, StudyPipeline.measure(List.of(clips)));
  }

  private static StudyOutcome.OneView oneView(ClipFinding... clips) {
    return assertInstanceOf(StudyOutcome.OneView.class, StudyPipeline.measure(List.of(clips)));
  }

  @Test
  void twoViewsOfDifferentDepthGiveTheClosedFormVolumes() {
    StudyOutcome.TwoViews two = twoViews(A2C.clip(), A4C.clip(4, true, GOOD));
    assertEquals(1, two.fourChamber());
    assertEquals(0, two.twoChamber());
    assertEquals(4, two.beats().size());
    assertEquals(EDV, two.endDiastolicVolume().orElseThrow().value(), 0.005 * EDV);
    assertEquals(ESV, two.endSystolicVolume().orElseThrow().value(), 0.005 * ESV);
    assertEquals(100 * (1 - ESV / EDV), two.ejectionFractionPercent(), 0.2);
    assertTrue(two.interval().lowerPercent() < two.ejectionFractionPercent());
    assertEquals(Grade.GOOD, two.quality().grade());
    assertEquals(
        A2C.ejectionFraction() - A4C.ejectionFraction(),
        two.comparison().ejectionFractionPoints().getAsDouble(),
        1e-9);
    assertEquals(0, two.comparison().lengthShare().getAsDouble(), 1e-3);
  }

  @Test
  void withoutSpacingInAViewThereIsAnEjectionFractionButNoVolumes() {
    StudyOutcome.TwoViews two = twoViews(A4C.clip(), A2C.clip(3, false, GOOD));
    assertEquals(100 * (1 - ESV / EDV), two.ejectionFractionPercent(), 0.2);
    assertEquals(Optional.empty(), two.endDiastolicVolume());
    assertEquals(OptionalDouble.empty(), two.comparison().lengthShare());
    assertEquals(Grade.USABLE, two.quality().grade());
    assertTrue(two.quality().reasons().get(0).contains("no pixel spacing"));
  }

  @Test
  void axesThatDifferByMoreThanTenPercentAreSaid() {
    StudyOutcome.TwoViews two = twoViews(A4C.clip(), A2C.longBy(0.85).clip());
    assertTrue(two.quality().reasons().get(0).contains("differ by 15 %"));
  }

  @Test
  void fallsBackToSinglePlaneWhenA2cIsForeshortened() {
    StudyOutcome.OneView one = oneView(A4C.clip(), A2C.longBy(0.75).clip());
    assertEquals(0, one.clip());
    assertTrue(one.reason().startsWith("The A2C clip is foreshortened: its long axis is 25 %"));
    assertEquals(1, oneView(A4C.longBy(0.75).clip(), A2C.clip()).clip());
  }

  @Test
  void aPoorViewIsNotUsedWhereTheOtherIsBetter() {
    StudyOutcome.OneView one = oneView(A4C.clip(3, true, POOR), A2C.clip());
    assertEquals(1, one.clip());
    assertEquals("The A4C clip is of poor quality: It jitters.", one.reason());
    StudyOutcome.TwoViews both = twoViews(A4C.clip(3, true, POOR), A2C.clip(3, true, POOR));
    assertEquals(Grade.POOR, both.quality().grade());
  }

  @Test
  void twoA4cClipsAndNoA2cGiveTheBestGradedAndOfThoseTheNewest() {
    Quality usable = new Quality(Grade.USABLE, List.of("Few beats."));
    StudyOutcome.OneView one = oneView(A4C.clip(), A4C.clip(), A4C.clip(3, true, usable));
    assertEquals(1, one.clip());
    assertEquals(
        "The study has no A2C clip. Upload one for a biplane ejection fraction. It has 3 A4C clips;"
            + " the newest one of the best grade is used.",
        one.reason());
    assertEquals(
        "The study has no A4C clip. Upload one for a biplane ejection fraction.",
        oneView(A2C.clip()).reason());
  }

  @Test
  void ofTwoClipsOfAViewTheOneWithANumberCounts() {
    StudyOutcome.TwoViews two =
        twoViews(A4C.clip(), none(ApicalView.FOUR_CHAMBER, "No beat."), A2C.clip());
    assertEquals(0, two.fourChamber());
  }

  @Test
  void aViewWithoutNumberLeavesTheOther() {
    StudyOutcome.OneView one = oneView(A4C.clip(), none(ApicalView.TWO_CHAMBER, "No beat."));
    assertEquals("The A2C clip has no ejection fraction: No beat.", one.reason());
    assertEquals(1, oneView(none(ApicalView.FOUR_CHAMBER, "No beat."), A2C.clip()).clip());
  }

  @Test
  void clipsOfUnknownViewNeverMakeABiplane() {
    ClipFinding unknown = new Shape(ApicalView.UNKNOWN, 80, 44, 72, 30, 1.6).clip();
    assertEquals(0, oneView(A4C.clip(), unknown).clip());
    StudyOutcome.OneView one = oneView(unknown, unknown);
    assertEquals(1, one.clip());
    assertTrue(one.reason().contains("no clip with the view A4C or A2C"));
  }

  @Test
  void whereNoClipHasANumberEachSaysWhy() {
    StudyOutcome.NoNumber alone =
        assertInstanceOf(
            StudyOutcome.NoNumber.class,
            StudyPipeline.measure(List.of(none(ApicalView.FOUR_CHAMBER, "No beat."))));
    assertEquals("No beat.", alone.reason());
    StudyOutcome.NoNumber both =
        assertInstanceOf(
            StudyOutcome.NoNumber.class,
            StudyPipeline.measure(
                List.of(
                    none(ApicalView.TWO_CHAMBER, "No ventricle."),
                    none(ApicalView.FOUR_CHAMBER, "No beat."))));
    assertEquals(1, both.clip());
    assertEquals("A2C: No ventricle. A4C: No beat.", both.reason());
  }

  @Test
  void volumesThatNoHeartCanHaveLeaveTheFirstView() {
    Shape shrunk = new Shape(ApicalView.TWO_CHAMBER, 80, 3, 72, 2.9, 1.6);
    StudyOutcome.OneView one = oneView(A4C.clip(), shrunk.clip());
    assertTrue(one.reason().startsWith("The two views do not match."), one.reason());
  }

  @Test
  void resultsOfAnOlderVersionAreNotPaired() {
    StudyOutcome.OneView one = oneView(A4C.clip(), A2C.clip(0, true, GOOD));
    assertTrue(one.reason().contains("older version"));
  }
}
