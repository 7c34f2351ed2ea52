package org.echomotion.ef.api.messages;

import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.ef.v1.Quality;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.ef.quality.Quality.Grade;

/**
 * Withholds numbers of poor quality from callers who did not ask for them. Stored results are
 * complete; numbers are withheld from both answers and events. Beats and frames stay, so that a
 * reader can see the problem.
 */
public final class PoorQuality {

  private PoorQuality() {}

  /**
   * A clip's result as a caller gets it, with the sentences of its texts.
   *
   * @param includePoor whether the caller asked for numbers of poor quality
   */
  public static EjectionFraction answer(EjectionFraction result, boolean includePoor) {
    return Translatable.of(includePoor ? result : withheld(result));
  }

  /** The same for the result of a study. */
  public static StudyEjectionFraction answer(StudyEjectionFraction study, boolean includePoor) {
    return Translatable.of(includePoor ? study : withheld(study));
  }

  /** The result, without its numbers if they are of poor quality. */
  public static EjectionFraction withheld(EjectionFraction result) {
    if (!isPoorNumber(result.getStatus(), result.getQuality())) {
      return result;
    }
    return result.toBuilder()
        .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_WITHHELD_POOR_QUALITY)
        .setStatusReason(
            org.echomotion.ef.quality.Quality.whyWithheld(result.getQuality().getReasonsList()))
        .clearEjectionFractionPercent()
        .clearInterval()
        .clearEndDiastolicVolumeMl()
        .clearEndSystolicVolumeMl()
        .build();
  }

  /** The result of a study, without its numbers if they are of poor quality. */
  public static StudyEjectionFraction withheld(StudyEjectionFraction study) {
    if (!isPoorNumber(study.getStatus(), study.getQuality())) {
      return study;
    }
    return study.toBuilder()
        .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_WITHHELD_POOR_QUALITY)
        .setStatusReason(
            org.echomotion.ef.quality.Quality.whyWithheld(study.getQuality().getReasonsList()))
        .clearEjectionFractionPercent()
        .clearInterval()
        .clearEndDiastolicVolumeMl()
        .clearEndSystolicVolumeMl()
        .clearPairs()
        .clearSecondOpinion()
        .clearNoSecondOpinionReason()
        .build();
  }

  private static boolean isPoorNumber(EjectionFractionStatus status, Quality quality) {
    return status == EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED
        && ResultMessages.grade(quality).filter(Grade::withholdsNumber).isPresent();
  }
}
