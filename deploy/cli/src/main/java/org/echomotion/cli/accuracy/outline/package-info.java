/**
 * Evaluation of a network's outlines. In: a model directory and labelled frames. Out: {@code
 * evaluation.json} and {@code evaluation.html}.
 *
 * <p>Outlines come from the segmentation modules, and volumes from ef-service's geometry. Only this
 * module depends on both.
 *
 * <p>Invariant: outlines and volumes are computed as in the services. Masks for Dice are cut at
 * probability 0.5, without clean-up.
 */
package org.echomotion.cli.accuracy.outline;
