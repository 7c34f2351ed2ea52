/**
 * Predicted masks against expert masks: Dice, intersection over union and the 95 % Hausdorff
 * distance per frame, their means per source, view, phase and image quality with intervals by
 * patient bootstrap, and the calibration of the probabilities inside the sector.
 *
 * <p>Plain arithmetic on 112x112 masks, free of TensorFlow. Invariant: scores are those of the left
 * ventricle at probability 0.5, with no clean-up of the mask; the same predictions give the same
 * numbers, intervals included.
 */
package org.echomotion.segmentation.evaluation;
