/**
 * The command {@code audit}. In: the audit trail of a running EchoMotion. Out: whether it is whole;
 * an anchor; the entries as CSV or as FHIR R4 AuditEvents.
 */
package org.echomotion.cli.audit;
