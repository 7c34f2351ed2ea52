/**
 * Predicted masks against expert masks: Dice, intersection over union and the 95 % Hausdorff
 * distance per frame, and their means per source, view and phase.
 *
 * <p>Plain arithmetic on 112x112 masks, free of TensorFlow. Invariant: scores are those of the left
 * ventricle at probability 0.5, with no clean-up of the mask.
 */
package org.echomotion.segmentation.evaluation;
