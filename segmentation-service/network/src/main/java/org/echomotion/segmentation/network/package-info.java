/**
 * EchoMotionNet as a TensorFlow graph. In: u8 frames [n, 112, 112, 1]. Out: logits of the left
 * ventricle and, in training, of myocardium and left atrium. Published encoder weights can be read.
 *
 * <p>Every variable is named by its position in the network ({@code
 * encoder.stage1.block0.query.kernel}) and created once per graph, so the training graph, the
 * inference graph and a saved model use the same names.
 *
 * <p>Invariant: outside training, a frame's result does not depend on the other frames of its
 * batch.
 */
package org.echomotion.segmentation.network;
