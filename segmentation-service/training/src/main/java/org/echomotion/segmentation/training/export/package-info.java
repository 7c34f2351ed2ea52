/**
 * Trained weights in, a model directory as it is served out: scored, calibrated, with {@code
 * model.json} and its lineage.
 */
package org.echomotion.segmentation.training.export;
