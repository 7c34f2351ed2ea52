package org.echomotion.ef.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.echomotion.ef.beats.Regularity;
import org.echomotion.ef.quality.Quality.Grade;
import org.echomotion.remark.Remark;
import org.junit.jupiter.api.Test;

class GradingTest {

  @Test
  void threeSteadyBeatsWithACertainOutlineAreGood() {
    assertEquals(
        new Quality(Grade.GOOD, List.of()),
        Grading.grade(evidence(3, 3, Regularity.REGULAR, 4, 0.02, true, 3, 0.01, 0, 0, 50)));
  }

  @Test
  void oneBeatIsUsable() {
    Quality quality =
        Grading.grade(evidence(1, 1, Regularity.REGULAR, 0, 0.02, true, 3, 0.01, 0, 0, 50));
    assertEquals(Grade.USABLE, quality.grade());
    assertEquals(
        List.of("Only one beat was averaged. An average in regular rhythm needs 3."),
        quality.reasons());
  }

  @Test
  void anIrregularRhythmAsksForFiveBeats() {
    Quality quality =
        Grading.grade(evidence(4, 4, Regularity.IRREGULAR, 4, 0.02, false, 3, 0.01, 0, 0, 50));
    assertEquals(
        List.of("Only 4 beats were averaged. An average in irregular rhythm needs 5."),
        quality.reasons());
    assertEquals(
        Grade.GOOD,
        Grading.grade(evidence(5, 5, Regularity.IRREGULAR, 4, 0.02, false, 3, 0.01, 0, 0, 50))
            .grade());
  }

  @Test
  void aShortAxisWithARoundApexIsForeshorteningAndWithoutItADoubtOfTheOutline() {
    assertTrue(
        reasons(evidence(3, 3, Regularity.REGULAR, 0, 0.15, true, 3, 0, 0, 0, 50))
            .contains("foreshortened"));
    assertTrue(
        reasons(evidence(3, 3, Regularity.REGULAR, 0, 0.15, false, 3, 0, 0, 0, 50))
            .contains("annulus"));
  }

  @Test
  void aVentricleCutOffOnMostFramesIsPoor() {
    Quality quality =
        Grading.grade(evidence(3, 3, Regularity.REGULAR, 4, 0.02, true, 3, 0.01, 0, 0.6, 50));
    assertEquals(Grade.POOR, quality.grade());
    assertTrue(quality.reasons().get(0).contains("60 %"));
  }

  @Test
  void threeCautionsTogetherArePoor() {
    Quality quality =
        Grading.grade(evidence(1, 0, Regularity.REGULAR, 0, 0.02, true, 7, 0.05, 0, 0, 50));
    assertEquals(Grade.POOR, quality.grade());
    assertEquals(3, quality.reasons().size());
  }

  @Test
  void eachMeasureIsNamedInItsReason() {
    assertTrue(
        reasons(evidence(3, 3, Regularity.REGULAR, 12, 0.02, true, 3, 0, 0, 0, 50))
            .contains("12 points"));
    assertTrue(
        reasons(evidence(3, 3, Regularity.REGULAR, 0, 0.15, true, 3, 0, 0, 0, 50))
            .contains("foreshortened"));
    assertTrue(
        reasons(evidence(3, 3, Regularity.REGULAR, 0, 0.02, true, 8, 0, 0, 0, 50))
            .contains("uncertain"));
    assertTrue(
        reasons(evidence(3, 3, Regularity.REGULAR, 0, 0.02, true, 3, 0.06, 0, 0, 50))
            .contains("jitters"));
    assertTrue(
        reasons(evidence(3, 3, Regularity.REGULAR, 0, 0.02, true, 3, 0, 0.2, 0, 50))
            .contains("20 %"));
    assertTrue(
        reasons(evidence(3, 3, Regularity.REGULAR, 0, 0.02, true, 3, 0, 0, 0, 15))
            .contains("15 frames"));
  }

  @Test
  void aGradeAndItsReasonsCannotDisagree() {
    assertThrows(IllegalArgumentException.class, () -> new Quality(Grade.GOOD, List.of("Why?")));
    assertThrows(IllegalArgumentException.class, () -> new Quality(Grade.POOR, List.of()));
  }

  @Test
  void gainAndSectorThatHideTheHeartAreSaid() {
    assertTrue(reasons(new PictureMeasures(0, 0.6, 4, 40, 0.6, 0.4)).contains("gain was too low"));
    assertTrue(
        reasons(new PictureMeasures(0, 0.8, 0, 90, 0.6, 0.4)).contains("80 % of the sector"));
    assertTrue(
        reasons(new PictureMeasures(0.3, 0, 150, 255, 0.6, 0.4)).contains("gain was too high: 30"));
    assertTrue(reasons(new PictureMeasures(0, 0.2, 40, 160, 0.1, 0.4)).contains("only 10 %"));
    assertTrue(reasons(new PictureMeasures(0, 0.2, 40, 160, 0.6, 0.9)).contains("cut off"));
    assertEquals("", reasons(new PictureMeasures(0.01, 0.2, 40, 160, 0.6, 0.6)));
  }

  @Test
  void aRemarkIsAReasonAndWithholdsOnlyWhereItSaysSo() {
    Quality usable = Grading.grade(remarked(false, 4));
    assertEquals(Grade.USABLE, usable.grade());
    assertEquals(List.of("Three.", "Three.", "Three.", "Three."), usable.reasons());
    assertEquals(Grade.POOR, Grading.grade(remarked(true, 1)).grade());
  }

  private static QualityEvidence remarked(boolean withholds, int times) {
    Remark remark = new Remark(Remark.Property.TIME, Remark.Basis.DERIVED, "Three.", withholds);
    return new QualityEvidence(
        3,
        3,
        Regularity.REGULAR,
        4,
        0.02,
        true,
        3,
        0.01,
        0,
        0,
        50,
        Optional.empty(),
        Collections.nCopies(times, remark));
  }

  private static String reasons(PictureMeasures picture) {
    return reasons(
        new QualityEvidence(
            3,
            3,
            Regularity.REGULAR,
            4,
            0.02,
            true,
            3,
            0.01,
            0,
            0,
            50,
            Optional.of(picture),
            List.of()));
  }

  private static QualityEvidence evidence(
      int averaged,
      int complete,
      Regularity regularity,
      double beatSpread,
      double lengthSpread,
      boolean shortestIsRounder,
      double contourSd,
      double jitter,
      double dropped,
      double border,
      double frameRateHz) {
    return new QualityEvidence(
        averaged,
        complete,
        regularity,
        beatSpread,
        lengthSpread,
        shortestIsRounder,
        contourSd,
        jitter,
        dropped,
        border,
        frameRateHz,
        Optional.empty(),
        List.of());
  }

  private static String reasons(QualityEvidence evidence) {
    return String.join(" ", Grading.grade(evidence).reasons());
  }
}
