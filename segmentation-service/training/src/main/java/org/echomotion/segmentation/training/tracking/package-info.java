/**
 * In: the configuration and the results of a training run. Out: MLflow runs, always in MLflow's own
 * file layout, and also on the tracking server if {@code MLFLOW_TRACKING_URI} is set.
 *
 * <p>Invariant: a tracking failure is reported once, and never stops a run or delays it for long.
 * Credentials are never written or printed.
 */
package org.echomotion.segmentation.training.tracking;
