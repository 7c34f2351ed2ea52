/**
 * Storage of ingest-service. In and out: studies, clips and their stages as rows of schema {@code
 * ingest}, and the frames of each clip as blobs. It is an edge: steps never import it.
 *
 * <p>Invariants: a clip's row is written after its blobs and deleted before them. A clip's stage
 * only moves forward. An unsent event stays a row until the broker has it.
 */
package org.echomotion.ingest.store;
