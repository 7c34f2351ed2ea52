/**
 * What ingest knows: studies, their clips and how far each has come as rows of schema {@code
 * ingest}, and the frames of each clip as blobs. Edge of the service: steps never import it.
 * Invariants: a clip's row appears after its blobs are on disk and goes before they are removed; a
 * clip's stage only ever moves forward; an event that is owed stays a row until the broker has it.
 */
package org.echomotion.ingest.store;
