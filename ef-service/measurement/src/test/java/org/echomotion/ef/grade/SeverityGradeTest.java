package org.echomotion.ef.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityGradeTest {

  @ParameterizedTest
  @CsvSource({
    "0, SEVERELY_ABNORMAL, SEVERELY_ABNORMAL, SEVERELY_ABNORMAL",
    "29, SEVERELY_ABNORMAL, SEVERELY_ABNORMAL, SEVERELY_ABNORMAL",
    "29.49, SEVERELY_ABNORMAL, SEVERELY_ABNORMAL, SEVERELY_ABNORMAL",
    "29.5, MODERATELY_ABNORMAL, MODERATELY_ABNORMAL, MODERATELY_ABNORMAL",
    "30, MODERATELY_ABNORMAL, MODERATELY_ABNORMAL, MODERATELY_ABNORMAL",
    "30.4, MODERATELY_ABNORMAL, MODERATELY_ABNORMAL, MODERATELY_ABNORMAL",
    "40, MODERATELY_ABNORMAL, MODERATELY_ABNORMAL, MODERATELY_ABNORMAL",
    "40.4, MODERATELY_ABNORMAL, MODERATELY_ABNORMAL, MODERATELY_ABNORMAL",
    "40.6, MILDLY_ABNORMAL, MILDLY_ABNORMAL, MILDLY_ABNORMAL",
    "41, MILDLY_ABNORMAL, MILDLY_ABNORMAL, MILDLY_ABNORMAL",
    "51.4, MILDLY_ABNORMAL, MILDLY_ABNORMAL, MILDLY_ABNORMAL",
    "51.5, NORMAL, MILDLY_ABNORMAL, BORDERLINE",
    "52, NORMAL, MILDLY_ABNORMAL, BORDERLINE",
    "53.4, NORMAL, MILDLY_ABNORMAL, BORDERLINE",
    "53.5, NORMAL, NORMAL, NORMAL",
    "54, NORMAL, NORMAL, NORMAL",
    "72, NORMAL, NORMAL, NORMAL",
    "72.4, NORMAL, NORMAL, NORMAL",
    "72.5, ABOVE_NORMAL, NORMAL, BORDERLINE",
    "73, ABOVE_NORMAL, NORMAL, BORDERLINE",
    "75, ABOVE_NORMAL, ABOVE_NORMAL, ABOVE_NORMAL",
    "100, ABOVE_NORMAL, ABOVE_NORMAL, ABOVE_NORMAL"
  })
  void gradesByTheGuidelinesRangesOfWholePercent(
      double percent, SeverityGrade men, SeverityGrade women, SeverityGrade unknown) {
    assertEquals(men, SeverityGrade.of(percent, Optional.of(Sex.MALE)));
    assertEquals(women, SeverityGrade.of(percent, Optional.of(Sex.FEMALE)));
    assertEquals(unknown, SeverityGrade.of(percent, Optional.empty()));
  }

  @Test
  void refusesWhatIsNoEjectionFraction() {
    for (double percent : new double[] {-0.1, 100.1, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class, () -> SeverityGrade.of(percent, Optional.empty()));
    }
  }
}
