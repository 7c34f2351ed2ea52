/**
 * Calls to other services over gRPC: outlines and networks from segmentation-service, frames from
 * ingest-service.
 */
package org.echomotion.ef.api.peers;
