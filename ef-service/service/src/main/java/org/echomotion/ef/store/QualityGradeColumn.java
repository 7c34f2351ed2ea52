package org.echomotion.ef.store;

import org.echomotion.contract.ef.v1.EjectionFraction;

/** The grade of a result, in a column of its own so that results can be filtered by it. */
final class QualityGradeColumn {

  private QualityGradeColumn() {}

  /** {@code GOOD}, {@code USABLE} or {@code POOR}; a result without a grade counts as poor. */
  static String of(EjectionFraction result) {
    return switch (result.getQuality().getGrade()) {
      case QUALITY_GRADE_GOOD -> "GOOD";
      case QUALITY_GRADE_USABLE -> "USABLE";
      case QUALITY_GRADE_POOR, QUALITY_GRADE_UNSPECIFIED, UNRECOGNIZED -> "POOR";
    };
  }
}
