package org.echomotion.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.time.Instant;
import java.util.List;
import org.echomotion.audit.AuditAction;
import org.echomotion.audit.AuditChain;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.AuditEvent;
import org.junit.jupiter.api.Test;

/** Entries as HAPI's validator and parser see them. */
class AuditEventsTest {

  private static final FhirContext R4 = FhirContext.forR4();
  private static final FhirValidator VALIDATOR =
      R4.newValidator()
          .registerValidatorModule(
              new FhirInstanceValidator(
                  new ValidationSupportChain(
                      new DefaultProfileValidationSupport(R4),
                      new CommonCodeSystemsTerminologyService(R4),
                      new InMemoryTerminologyServerValidationSupport(R4))));

  private static AuditChain.Entry entry(AuditAction action, String address, String subject) {
    return new AuditChain.Entry(
        "north",
        7,
        Instant.parse("2026-11-30T06:00:00.123456Z"),
        "ingest",
        "anna",
        "admin,clinician",
        address,
        action.name(),
        "IngestCalls.getStudy",
        subject,
        new byte[32]);
  }

  @Test
  void areValidForEveryActionWithAndWithoutAddressAndSubject() {
    for (AuditAction action : AuditAction.values()) {
      for (String address : List.of("", "127.0.0.1")) {
        for (String subject : List.of("", "study-1")) {
          String json = AuditEvents.json(entry(action, address, subject));
          assertEquals(
              List.of(),
              VALIDATOR.validateWithResult(json).getMessages().stream()
                  .filter(m -> m.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                  .toList(),
              json);
        }
      }
    }
  }

  @Test
  void sayWhoDidWhatWhenFromWhereAndInWhichRole() {
    String json = AuditEvents.json(entry(AuditAction.DELETE, "10.0.0.7", "study-1"));
    assertEquals(-1, json.indexOf('\n'));
    AuditEvent event = R4.newJsonParser().parseResource(AuditEvent.class, json);
    assertEquals("D", event.getAction().toCode());
    assertEquals(Instant.parse("2026-11-30T06:00:00.123Z"), event.getRecorded().toInstant());
    assertEquals("anna", event.getAgentFirstRep().getName());
    assertEquals("clinician", event.getAgentFirstRep().getRole().get(1).getText());
    assertEquals("10.0.0.7", event.getAgentFirstRep().getNetwork().getAddress());
    assertEquals("north", event.getSource().getSite());
    assertEquals("study-1", event.getEntityFirstRep().getName());
  }
}
