package org.echomotion.ef.api.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.echomotion.contract.common.v1.Remark;
import org.echomotion.contract.common.v1.Sentence;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.ef.v1.Interval;
import org.echomotion.contract.ef.v1.Quality;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.contract.ef.v1.SecondOpinion;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.sentence.SentenceCode;
import org.junit.jupiter.api.Test;

class PoorQualityTest {

  private static EjectionFraction result(EjectionFractionStatus status, QualityGrade grade) {
    return EjectionFraction.newBuilder()
        .setStatus(status)
        .setEjectionFractionPercent(50)
        .setInterval(Interval.newBuilder().setLowerPercent(40))
        .setEndDiastolicVolumeMl(100)
        .setEndSystolicVolumeMl(50)
        .addBeats(Beat.newBuilder().setEndSystolicFrame(7))
        .setQuality(Quality.newBuilder().setGrade(grade).addReasons("It jitters."))
        .build();
  }

  @Test
  void poorNumbersAreWithheldAndTheReasonGiven() {
    EjectionFraction withheld =
        PoorQuality.withheld(
            result(
                EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED,
                QualityGrade.QUALITY_GRADE_POOR));
    assertEquals(
        EjectionFractionStatus.EJECTION_FRACTION_STATUS_WITHHELD_POOR_QUALITY,
        withheld.getStatus());
    assertTrue(withheld.getStatusReason().contains("It jitters."));
    assertFalse(withheld.hasEjectionFractionPercent());
    assertFalse(withheld.hasInterval());
    assertFalse(withheld.hasEndDiastolicVolumeMl());
    assertFalse(withheld.hasEndSystolicVolumeMl());
    assertEquals(7, withheld.getBeats(0).getEndSystolicFrame());
  }

  @Test
  void otherResultsStayAsTheyAre() {
    EjectionFraction usable =
        result(
            EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED,
            QualityGrade.QUALITY_GRADE_USABLE);
    assertSame(usable, PoorQuality.withheld(usable));
    EjectionFraction implausible =
        result(
            EjectionFractionStatus.EJECTION_FRACTION_STATUS_IMPLAUSIBLE,
            QualityGrade.QUALITY_GRADE_POOR);
    assertSame(implausible, PoorQuality.withheld(implausible));
  }

  @Test
  void answersHaveTheSentencesOfTheirTexts() {
    EjectionFraction.Builder poor =
        result(
                EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED,
                QualityGrade.QUALITY_GRADE_POOR)
            .toBuilder()
            .addRemarks(Remark.newBuilder().setText(SentenceCode.LEFT_PLANE.text()));
    poor.getIntervalBuilder().setMethod(SentenceCode.INTERVAL_UNCALIBRATED.text());
    poor.getQualityBuilder().clearReasons().addReasons(SentenceCode.BEATS_DIFFER.text(31.4));
    EjectionFraction whole = PoorQuality.answer(poor.build(), true);
    assertEquals(List.of("31"), whole.getQuality().getSentences(0).getValuesList());
    assertEquals(List.of("BEATS_DIFFER"), codes(whole.getQuality().getSentencesList()));
    assertEquals(
        List.of("INTERVAL_UNCALIBRATED"), codes(whole.getInterval().getMethodSentencesList()));
    assertEquals(List.of("LEFT_PLANE"), codes(whole.getRemarks(0).getSentencesList()));
    assertEquals(
        List.of("QUALITY_TOO_POOR", "BEATS_DIFFER", "RECORD_AGAIN"),
        codes(PoorQuality.answer(poor.build(), false).getStatusSentencesList()));
    StudyEjectionFraction study =
        StudyEjectionFraction.newBuilder()
            .setMethodReason(
                SentenceCode.VIEW_OF_POOR_QUALITY.text("A2C")
                    + " "
                    + SentenceCode.BEATS_DIFFER.text(31.4))
            .build();
    assertEquals(
        List.of("VIEW_OF_POOR_QUALITY", "BEATS_DIFFER"),
        codes(PoorQuality.answer(study, false).getMethodSentencesList()));
  }

  private static List<String> codes(List<Sentence> sentences) {
    return sentences.stream().map(Sentence::getCode).toList();
  }

  @Test
  void aStudyOfPoorQualityIsWithheldToo() {
    StudyEjectionFraction study =
        PoorQuality.withheld(
            StudyEjectionFraction.newBuilder()
                .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED)
                .setEjectionFractionPercent(50)
                .addClipIds("a")
                .setSecondOpinion(SecondOpinion.newBuilder().setEjectionFractionPercent(52))
                .setQuality(Quality.newBuilder().setGrade(QualityGrade.QUALITY_GRADE_POOR))
                .build());
    assertFalse(study.hasEjectionFractionPercent());
    assertFalse(study.hasSecondOpinion());
    assertEquals(1, study.getClipIdsCount());
  }
}
