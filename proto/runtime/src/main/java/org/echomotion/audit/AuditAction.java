package org.echomotion.audit;

/** What a call does, as in FHIR's AuditEvent.action. */
public enum AuditAction {
  CREATE,
  READ,
  UPDATE,
  DELETE,
  EXECUTE
}
