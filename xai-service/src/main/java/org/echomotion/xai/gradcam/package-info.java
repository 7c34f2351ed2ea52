/**
 * Where the model looked. In: working frames. Out: one heatmap per frame, 0 to 1, in working
 * pixels. The gradients are taken where the model lives, by the Open Inference Protocol's model
 * {@code grad_cam}; here the question is put into its words and the answer is checked: a heatmap
 * holds finite values, and its largest is 1 unless it is empty.
 */
package org.echomotion.xai.gradcam;
