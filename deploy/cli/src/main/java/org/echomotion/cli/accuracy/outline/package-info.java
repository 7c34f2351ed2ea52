/**
 * Evaluation of a network's outlines: a model directory and labelled frames in, {@code
 * evaluation.json} and {@code evaluation.html} out.
 *
 * <p>Outlines come from the segmentation modules and volumes from ef's geometry; only this module
 * sees both. Invariant: outlines and volumes are computed as the services compute them, so the
 * figures are those of the product. Masks for Dice are cut at probability 0.5, without clean-up.
 */
package org.echomotion.cli.accuracy.outline;
