/**
 * Where segmentation meets the others: {@code clip.ingested} comes in and {@code clip.segmented}
 * goes out, results are asked for over gRPC, and models are served over the Open Inference
 * Protocol.
 *
 * <p>Invariant: an event is acknowledged after its result is committed and its outgoing event is
 * acknowledged by the broker; redelivered, the result stands and the event goes out again.
 */
package org.echomotion.segmentation.api;
