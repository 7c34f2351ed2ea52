/**
 * Storage of ingest-service. In and out: studies, clips and their stages as rows of schema {@code
 * ingest}, and the frames of each clip as blobs. It is an edge: steps never import it.
 *
 * <p>Invariants: a clip's row is written after its blobs and deleted before them. A clip's stage
 * moves forward; only a failed clip can start again. An event stays marked as unsent until the
 * broker acknowledges it.
 */
package org.echomotion.ingest.store;
