/**
 * The outer edge of ingest: gRPC, REST and messages. An upload becomes a clip here by the steps in
 * order (decode, sector, deidentify, preprocess), then {@code clip.ingested} goes out; what the
 * other services report comes back in as progress. Invariant: an upload that is refused, whenever
 * and for whatever reason, leaves no row and no blob, and no file name outlives its upload.
 */
package org.echomotion.ingest.api;
