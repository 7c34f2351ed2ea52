package org.echomotion.ef.api.messages;

import org.echomotion.contract.common.v1.Remark;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.Interval;
import org.echomotion.contract.ef.v1.Quality;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.sentence.Sentences;

/**
 * Adds to each text of a result its sentences with their codes and values, so that clients can
 * write them in other languages. Results are stored without them.
 */
public final class Translatable {

  private Translatable() {}

  /** The result of a clip, with its sentences. */
  public static EjectionFraction of(EjectionFraction result) {
    EjectionFraction.Builder message =
        result.toBuilder()
            .clearStatusSentences()
            .addAllStatusSentences(Sentences.of(result.getStatusReason()));
    if (result.hasInterval()) {
      message.setInterval(interval(result.getInterval()));
    }
    message.setQuality(quality(result.getQuality()));
    message.getRemarksBuilderList().forEach(Translatable::remark);
    return message.build();
  }

  /** The result of a study, with its sentences. */
  public static StudyEjectionFraction of(StudyEjectionFraction study) {
    StudyEjectionFraction.Builder message =
        study.toBuilder()
            .clearStatusSentences()
            .addAllStatusSentences(Sentences.of(study.getStatusReason()))
            .clearMethodSentences()
            .addAllMethodSentences(Sentences.of(study.getMethodReason()));
    if (study.hasInterval()) {
      message.setInterval(interval(study.getInterval()));
    }
    return message.setQuality(quality(study.getQuality())).build();
  }

  private static Interval interval(Interval interval) {
    return interval.toBuilder()
        .clearMethodSentences()
        .addAllMethodSentences(Sentences.of(interval.getMethod()))
        .build();
  }

  private static Quality quality(Quality quality) {
    return quality.toBuilder()
        .clearSentences()
        .addAllSentences(Sentences.of(quality.getReasonsList()))
        .build();
  }

  private static void remark(Remark.Builder remark) {
    remark.clearSentences().addAllSentences(Sentences.of(remark.getText()));
  }
}
