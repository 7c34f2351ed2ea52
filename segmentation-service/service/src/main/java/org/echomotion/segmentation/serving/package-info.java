/**
 * Runs models for many callers. In: frames (u8 [112, 112, 1]), which wait in one bounded queue and
 * are batched. Out: float32 outputs.
 *
 * <p>Invariant: on one machine a frame's outputs are the same bits in every batch. Each run has the
 * one batch shape of its signature, padded with black frames, on one thread.
 */
package org.echomotion.segmentation.serving;
