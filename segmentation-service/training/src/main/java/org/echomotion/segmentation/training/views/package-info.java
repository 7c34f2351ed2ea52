/**
 * Training of two heads on a trained encoder, whose weights stay fixed: the view classifier, and
 * the second opinion on a study's ejection fraction. In: prepared sets. Out: two model directories.
 *
 * <p>Invariant: each frame is encoded once, before training. The valid split is used neither for
 * learning nor for choices.
 */
package org.echomotion.segmentation.training.views;
