/**
 * How well a network outlines: a model directory and labelled frames in, {@code evaluation.json}
 * and {@code evaluation.html} out.
 *
 * <p>Here segmentation's scores and outlines meet ef's geometry, which do not know each other.
 * Invariant: outlines and volumes are computed as the services compute them, so the figures are the
 * product's; masks for Dice are plain, at probability 0.5.
 */
package org.echomotion.cli.accuracy.outline;
