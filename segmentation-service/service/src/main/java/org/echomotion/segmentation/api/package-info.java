/**
 * The edges of the service. In: {@code clip.ingested}, and requests over gRPC. Out: {@code
 * clip.segmented}, results over gRPC, and models over the Open Inference Protocol.
 *
 * <p>Invariant: an event is acknowledged after its result is committed and its outgoing event is
 * acknowledged by the broker. If an event is delivered again, the result stays and the outgoing
 * event is sent again.
 */
package org.echomotion.segmentation.api;
