package org.echomotion.pseudonym;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class StudyKeysTest {

  @Test
  void recognisesNumbersThatIdentifyPersons() {
    for (String key :
        List.of(
            "12345678",
            "1960-01-31",
            "31.01.1960",
            "123-45-6789",
            "MRN0012345",
            "pat_00-12345",
            "PatientID.998877",
            "756.1234.5678.97")) {
      assertTrue(StudyKeys.looksLikeAnIdentifier(key), key);
    }
  }

  @Test
  void leavesOtherKeysAlone() {
    for (String key :
        List.of(
            "demo",
            "study-1",
            "patient0001",
            "0X1A2B3C4D5E6F",
            "2024",
            "analyze-20261130-061500-1a2b3c4d",
            "p-0123456789ab0123456789ab",
            "echo.v2.12")) {
      assertFalse(StudyKeys.looksLikeAnIdentifier(key), key);
    }
  }

  @Test
  void aPseudonymDependsOnKeyTenantAndSecretAndNeedsNone() {
    String pseudonym = StudyKeys.pseudonym("secret", "north", "12345678");
    assertEquals(pseudonym, StudyKeys.pseudonym("secret", "north", "12345678"));
    assertNotEquals(pseudonym, StudyKeys.pseudonym("secret", "south", "12345678"));
    assertNotEquals(pseudonym, StudyKeys.pseudonym("other", "north", "12345678"));
    assertTrue(pseudonym.matches("p-[0-9a-f]{24}"), pseudonym);
    assertFalse(StudyKeys.looksLikeAnIdentifier(pseudonym));
    // Even if every hex digit were a decimal one.
    assertFalse(StudyKeys.looksLikeAnIdentifier("p-123456789012345678901234"));
  }
}
