/**
 * EchoMotionNet as a TensorFlow graph: u8 frames [n, 112, 112, 1] in, logits of the left ventricle
 * (and, while training, of myocardium and left atrium) out. Published encoder weights can be read.
 *
 * <p>Every variable is named by its place in the network ({@code
 * encoder.stage1.block0.query.kernel}) and created once per graph, so that the training graph, the
 * inference graph and a saved model share one set of names. Invariant: outside training, a frame's
 * result does not depend on the other frames of its batch.
 */
package org.echomotion.segmentation.network;
