/**
 * In: prepared frames and a configuration. Out: a model directory (saved model and {@code
 * model.json}), checkpoints and {@code metrics.csv}.
 *
 * <p>All randomness (initial values, order, augmentation, dropout) is computed from one seed and
 * the position in the run. A run resumed from a checkpoint therefore continues as if it had not
 * stopped. The valid split is scored but never used for learning. It selects weights only if
 * patience is set.
 */
package org.echomotion.segmentation.training;
