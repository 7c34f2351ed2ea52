/**
 * Prepared directories in; TFRecord shards of {@code tf.Example}s out, and labelled frames back
 * from them through TensorFlow's own input ops.
 *
 * <p>INVARIANT: frames read back have the bits, the order and the fields of those packed. The
 * shards stand for one content of their sources: they are packed anew where its hash differs.
 */
package org.echomotion.segmentation.training.shards;
