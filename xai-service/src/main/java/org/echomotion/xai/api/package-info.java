/**
 * The edge of the service. In: {@code ef.computed} and {@code study.deleted}, and questions over
 * gRPC and REST. Out: {@code explanation.ready}, and artefacts. An event is acknowledged after the
 * explanation is stored and the broker has acknowledged the outgoing event; a clip that was deleted
 * meanwhile leaves nothing; no path is ever made of what a client sent.
 */
package org.echomotion.xai.api;
