/**
 * Runs models for many callers: frames (u8 [112, 112, 1]) wait in one bounded queue, are batched,
 * and come back as float32 outputs.
 *
 * <p>Invariant: on one machine a frame's outputs are the same bits whatever shares its batch. Each
 * run has the one batch shape of its signature, padded with black frames, on one thread.
 */
package org.echomotion.segmentation.serving;
