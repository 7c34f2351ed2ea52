/**
 * Prepared frames and a configuration in; a model directory (saved model and {@code model.json}),
 * checkpoints and {@code metrics.csv} out.
 *
 * <p>All randomness (start values, order, augmentation, dropout) is derived from one seed and the
 * position in the run, never from state, so that a run resumed from a checkpoint goes on as if it
 * had not stopped. The valid split is scored and never learned from; it chooses weights only where
 * patience is asked for.
 */
package org.echomotion.segmentation.training;
