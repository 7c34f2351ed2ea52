/**
 * How good a model is: a model directory and labelled data in, one evaluation out, as numbers
 * ({@code evaluation.json}) and as a page to read ({@code evaluation.html}).
 *
 * <p>Here segmentation's scores and outlines meet ef's geometry, which know nothing of each other.
 * Invariant: outlines and volumes are worked out as the services do it, so the figures are the
 * product's; masks for Dice are plain, at probability 0.5.
 */
package org.echomotion.standalone.evaluation;
