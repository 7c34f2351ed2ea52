/**
 * Grad-CAM. In: working frames. Out: one heatmap per frame, 0 to 1, in working pixels. The model
 * server computes the gradients with the model {@code grad_cam} of the Open Inference Protocol.
 * This package writes the request and checks the answer.
 *
 * <p>Invariant: a heatmap has finite values, and its largest is 1 unless it is empty.
 */
package org.echomotion.xai.gradcam;
