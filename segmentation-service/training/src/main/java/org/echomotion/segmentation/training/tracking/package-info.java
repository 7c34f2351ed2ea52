/**
 * What a training run was told and what it came to in; MLflow runs out: in MLflow's own file layout
 * always, and on a tracking server where {@code MLFLOW_TRACKING_URI} names one.
 *
 * <p>Invariant: trouble with tracking is said once and never stops a run or waits for long; no
 * credential is written or said.
 */
package org.echomotion.segmentation.training.tracking;
