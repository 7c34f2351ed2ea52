package org.echomotion.cli.audit;

import ca.uhn.fhir.context.FhirContext;
import java.util.Date;
import java.util.HexFormat;
import org.echomotion.audit.AuditChain;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** Entries of the audit trail as FHIR R4 AuditEvents. */
final class AuditEvents {

  private static final FhirContext R4 = FhirContext.forR4();

  private AuditEvents() {}

  /** Returns an entry as JSON in one line. */
  static String json(AuditChain.Entry entry) {
    return R4.newJsonParser().encodeResourceToString(event(entry));
  }

  private static AuditEvent event(AuditChain.Entry entry) {
    AuditEvent event = new AuditEvent();
    event.setId(entry.tenant() + "." + entry.sequence());
    event.setType(
        new Coding(
            "http://terminology.hl7.org/CodeSystem/audit-event-type", "rest", "RESTful Operation"));
    event.addSubtype(new Coding().setDisplay(entry.call()));
    event.setAction(AuditEventAction.fromCode(entry.action().substring(0, 1)));
    // FHIR's instant has milliseconds here; the entry itself has microseconds.
    event.setRecordedElement(new InstantType(Date.from(entry.at())));
    // Without an outcome: the entry was written before the call took effect.
    AuditEventAgentComponent agent = event.addAgent().setRequestor(true).setName(entry.actor());
    for (String role : entry.roles().split(",", -1)) {
      if (!role.isEmpty()) {
        agent.addRole().setText(role);
      }
    }
    if (!entry.address().isEmpty()) {
      agent.getNetwork().setAddress(entry.address()).setType(AuditEventAgentNetworkType._2);
    }
    event
        .getSource()
        .setSite(entry.tenant())
        .setObserver(new Reference().setDisplay(entry.service() + "-service"));
    AuditEventEntityComponent entity = event.addEntity();
    entity.setName(entry.subject().isEmpty() ? "all studies" : entry.subject());
    entity
        .addDetail()
        .setType("hash")
        .setValue(new StringType(HexFormat.of().formatHex(entry.hash())));
    return event;
  }
}
