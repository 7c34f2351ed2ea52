/**
 * Runs models: a model directory is checked against its fingerprint, loaded and warmed up; frames
 * (u8 [112, 112, 1]) wait in one bounded queue, are batched, and come back as float32 outputs.
 *
 * <p>Models of other tensors ({@link org.echomotion.segmentation.serving.TensorModel}) run a
 * request as it is.
 *
 * <p>Invariant: on one machine a frame's outputs are the same bits whatever shares its batch. Each
 * run has the one batch shape of its signature, padded with black frames, on one thread. TensorFlow
 * types do not leave this package.
 */
package org.echomotion.segmentation.serving;
