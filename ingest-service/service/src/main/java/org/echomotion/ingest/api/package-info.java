/**
 * The edge of ingest-service: gRPC, REST and messages. In: uploads, and progress events of the
 * other services. Out: clips, and {@code clip.ingested}. An upload runs through the steps in order:
 * decode, sector, deidentify, preprocess.
 *
 * <p>Invariant: a rejected upload leaves no row and no blob. No file name is kept after its upload.
 */
package org.echomotion.ingest.api;
