/**
 * The audit trail. In: each call of a gRPC method or REST resource that is {@link
 * org.echomotion.audit.Audited}. Out: an entry in the study store, written before the call takes
 * effect; if it cannot be written, the call fails. {@link org.echomotion.audit.AuditChain} checks
 * the entries.
 */
package org.echomotion.audit;
