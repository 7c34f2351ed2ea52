package org.echomotion.ef.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.Quality;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.junit.jupiter.api.Test;

class QualityGradeColumnTest {

  @Test
  void aResultThatStatesNoGradeIsNotReliedOn() {
    assertEquals("POOR", QualityGradeColumn.of(EjectionFraction.getDefaultInstance()));
    assertEquals("GOOD", of(QualityGrade.QUALITY_GRADE_GOOD));
    assertEquals("USABLE", of(QualityGrade.QUALITY_GRADE_USABLE));
    assertEquals("POOR", of(QualityGrade.QUALITY_GRADE_POOR));
  }

  private static String of(QualityGrade grade) {
    return QualityGradeColumn.of(
        EjectionFraction.newBuilder().setQuality(Quality.newBuilder().setGrade(grade)).build());
  }
}
