package org.echomotion.ef.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.echomotion.ef.quality.Quality.Grade;
import org.echomotion.ef.quality.ViewAgreement.Evidence;
import org.junit.jupiter.api.Test;

class ViewAgreementTest {

  private static final Quality GOOD = new Quality(Grade.GOOD, List.of());
  private static final Evidence AGREEING = new Evidence(4, OptionalDouble.of(0.05), 0.02);

  @Test
  void twoGoodViewsThatAgreeAreGood() {
    assertEquals(GOOD, ViewAgreement.grade(GOOD, GOOD, AGREEING));
  }

  @Test
  void itIsNoBetterThanTheWorseViewAndNamesTheViewOfEachReason() {
    Quality usable = new Quality(Grade.USABLE, List.of("Why."));
    assertEquals(
        new Quality(Grade.USABLE, List.of("A2C: Why.")),
        ViewAgreement.grade(GOOD, usable, AGREEING));
    assertEquals(
        new Quality(Grade.POOR, List.of("A4C: Bad.", "A2C: Why.")),
        ViewAgreement.grade(new Quality(Grade.POOR, List.of("Bad.")), usable, AGREEING));
    assertEquals(
        List.of("A4C: Why.", "A2C: Why."), ViewAgreement.grade(usable, usable, AGREEING).reasons());
  }

  @Test
  void viewsThatDisagreeAreNotGood() {
    assertCaution(
        new Evidence(-23, OptionalDouble.of(0.05), 0.02),
        "differ by 23 points: the ejection fraction is lower in A2C");
    assertCaution(new Evidence(4, OptionalDouble.of(0.14), 0.02), "14 %: the shorter view");
    assertCaution(new Evidence(4, OptionalDouble.empty(), 0.02), "no pixel spacing");
    assertCaution(new Evidence(4, OptionalDouble.of(0.05), 0.3), "up to 30 %");
  }

  private static void assertCaution(Evidence evidence, String words) {
    Quality quality = ViewAgreement.grade(GOOD, GOOD, evidence);
    assertEquals(Grade.USABLE, quality.grade());
    assertEquals(1, quality.reasons().size());
    assertTrue(quality.reasons().get(0).contains(words), quality.reasons().get(0));
  }
}
