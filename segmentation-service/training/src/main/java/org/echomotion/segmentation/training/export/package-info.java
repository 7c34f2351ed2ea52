/**
 * In: trained weights. Out: a model directory for serving, scored and calibrated, with {@code
 * model.json} and its lineage.
 */
package org.echomotion.segmentation.training.export;
