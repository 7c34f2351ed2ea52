/**
 * The edge of the service. In: {@code ef.computed} and {@code study.deleted}, and requests over
 * gRPC and REST. Out: {@code explanation.ready}, and artefacts.
 *
 * <p>Invariant: an event is acknowledged after the explanation is stored and the broker has
 * acknowledged the outgoing event. A clip deleted meanwhile leaves nothing. Paths never contain
 * input from clients.
 */
package org.echomotion.xai.api;
