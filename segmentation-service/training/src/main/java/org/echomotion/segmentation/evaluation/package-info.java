/**
 * Comparison of masks. In: predicted masks and expert masks. Out: Dice, intersection over union and
 * the 95 % Hausdorff distance per frame; their means per source, view, phase and image quality,
 * with intervals by patient bootstrap; and the calibration of the probabilities inside the sector.
 *
 * <p>Plain arithmetic on 112x112 masks, without TensorFlow.
 *
 * <p>Invariant: scores are for the left ventricle at probability 0.5, without clean-up of the mask.
 * The same predictions give the same numbers and intervals.
 */
package org.echomotion.segmentation.evaluation;
