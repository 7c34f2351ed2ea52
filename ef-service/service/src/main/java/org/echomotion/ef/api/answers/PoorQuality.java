package org.echomotion.ef.api.answers;

import java.util.List;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.ef.v1.Quality;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;

/**
 * Withholds numbers of poor quality from those who did not ask for them. What is stored is whole:
 * withholding is done on the way out, to answers and events alike. Beats and frames stay, so that a
 * reader can see what is wrong.
 */
public final class PoorQuality {

  private PoorQuality() {}

  /** The result as it is, or without its numbers where they are of poor quality. */
  public static EjectionFraction withheld(EjectionFraction result) {
    if (!isPoorNumber(result.getStatus(), result.getQuality())) {
      return result;
    }
    return result.toBuilder()
        .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_WITHHELD_POOR_QUALITY)
        .setStatusReason(reason(result.getQuality().getReasonsList()))
        .clearEjectionFractionPercent()
        .clearInterval()
        .clearEndDiastolicVolumeMl()
        .clearEndSystolicVolumeMl()
        .build();
  }

  /** The same for a study. */
  public static StudyEjectionFraction withheld(StudyEjectionFraction study) {
    if (!isPoorNumber(study.getStatus(), study.getQuality())) {
      return study;
    }
    return study.toBuilder()
        .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_WITHHELD_POOR_QUALITY)
        .setStatusReason(reason(study.getQuality().getReasonsList()))
        .clearEjectionFractionPercent()
        .clearInterval()
        .clearEndDiastolicVolumeMl()
        .clearEndSystolicVolumeMl()
        .clearPairs()
        .clearSecondOpinion()
        .build();
  }

  private static boolean isPoorNumber(EjectionFractionStatus status, Quality quality) {
    return status == EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED
        && quality.getGrade() == QualityGrade.QUALITY_GRADE_POOR;
  }

  private static String reason(List<String> reasons) {
    return "The quality is too poor for a number to be relied on. "
        + String.join(" ", reasons)
        + " Record the cine again, or ask for results of poor quality too.";
  }
}
