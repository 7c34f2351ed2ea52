/**
 * The other services over gRPC: outlines, frames and networks of segmentation-service and
 * ingest-service.
 */
package org.echomotion.ef.api.peers;
