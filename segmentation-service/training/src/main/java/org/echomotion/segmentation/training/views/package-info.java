/**
 * Trains what looks at whole frames and pairs of views on top of a trained encoder, whose weights
 * stay as they are: the classifier of views, and the second opinion on a study's ejection fraction.
 * Prepared sets go in; two model directories come out.
 *
 * <p>Invariant: each frame passes the encoder once, before training; the valid split is neither
 * learned from nor used for a choice.
 */
package org.echomotion.segmentation.training.views;
