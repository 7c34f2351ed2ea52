/**
 * The edges: the event {@code clip.segmented} in and {@code ef.computed} out, outlines from
 * segmentation-service over gRPC, results over gRPC and REST. Every method states who may call it.
 *
 * <p>Invariant: an event is acknowledged after its result is stored and {@code ef.computed} is
 * acknowledged by the broker; delivered again, the stored result stands and the event goes out
 * again. What is stored is whole; numbers of poor quality leave this package on request only.
 */
package org.echomotion.ef.api;
