package org.echomotion.segmentation.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/**
 * Weights feature maps by channel (SE) or by channel and position (CBAM), or mixes them by
 * attention among positions and among channels (DANet). Shapes stay the same.
 */
final class FeatureAttention {

  private static final int REDUCTION = 8;
  private static final int PLACE_KERNEL = 7;

  private final Ops tf;
  private final Layers layers;

  FeatureAttention(Ops tf, Layers layers) {
    this.tf = tf;
    this.layers = layers;
  }

  Operand<TFloat32> apply(AttentionKind kind, String name, Operand<TFloat32> maps) {
    return switch (kind) {
      case NONE -> maps;
      case SE -> channels(name, maps, false);
      case CBAM -> places(name, channels(name, maps, true));
      case DANET -> dual(name, maps);
    };
  }

  private Operand<TFloat32> channels(String name, Operand<TFloat32> maps, boolean withMaximum) {
    int width = Layers.width(maps);
    Operand<TFloat32> weight =
        excite(name, tf.math.mean(maps, tf.constant(new int[] {1, 2})), width);
    if (withMaximum) {
      Operand<TFloat32> maximum = tf.reduceMax(maps, tf.constant(new int[] {1, 2}));
      weight = tf.math.add(weight, excite(name, maximum, width));
    }
    Operand<TFloat32> gate =
        tf.reshape(tf.math.sigmoid(weight), tf.constant(new int[] {-1, 1, 1, width}));
    return tf.math.mul(maps, gate);
  }

  private Operand<TFloat32> excite(String name, Operand<TFloat32> pooled, int width) {
    Operand<TFloat32> hidden =
        tf.nn.relu(layers.linear(name + ".squeeze", pooled, Math.max(4, width / REDUCTION)));
    return layers.linear(name + ".excite", hidden, width);
  }

  private Operand<TFloat32> places(String name, Operand<TFloat32> maps) {
    Operand<TFloat32> mean = tf.math.mean(maps, tf.constant(3), Mean.keepDims(true));
    Operand<TFloat32> maximum = tf.reduceMax(maps, tf.constant(3), ReduceMax.keepDims(true));
    Operand<TFloat32> both = tf.concat(List.of(mean, maximum), tf.constant(3));
    Operand<TFloat32> gate =
        layers.conv(name + ".place", both, 1, PLACE_KERNEL, 1, PLACE_KERNEL / 2);
    return tf.math.mul(maps, tf.math.sigmoid(gate));
  }

  /**
   * x + alpha P(x) + beta C(x) with position attention P and channel attention C (Fu et al.,
   * equations 1 to 4). Alpha and beta start at 0. In the paper each of the two branches adds x.
   * Here x is added once, so the network starts like the one without attention.
   */
  private Operand<TFloat32> dual(String name, Operand<TFloat32> maps) {
    int side = Layers.height(maps);
    int width = Layers.width(maps);
    Operand<TFloat32> rows = tf.reshape(maps, tf.constant(new int[] {-1, width}));
    Operand<TFloat32> tokens = tokens(rows, side, width);
    Operand<TFloat32> mixed =
        tf.math.add(
            tf.math.mul(
                positions(name + ".position", rows, side, width),
                layers.gain(name + ".position.gain")),
            tf.math.mul(channelMix(tokens), layers.gain(name + ".channel.gain")));
    return tf.math.add(maps, tf.reshape(mixed, tf.constant(new int[] {-1, side, side, width})));
  }

  /** Each position gets the values of similar positions: [n, side * side, width]. */
  private Operand<TFloat32> positions(String name, Operand<TFloat32> rows, int side, int width) {
    int narrow = Math.max(4, width / REDUCTION);
    Operand<TFloat32> query = tokens(layers.linear(name + ".query", rows, narrow), side, narrow);
    Operand<TFloat32> key = tokens(layers.linear(name + ".key", rows, narrow), side, narrow);
    Operand<TFloat32> value = tokens(layers.linear(name + ".value", rows, width), side, width);
    Operand<TFloat32> likeness =
        tf.train.batchMatMul(query, key, TFloat32.class, BatchMatMul.adjY(true));
    return tf.train.batchMatMul(tf.nn.softmax(likeness), value, TFloat32.class);
  }

  /**
   * Each channel gets the values of the channels that differ most from it. The softmax of (row
   * maximum - similarity) equals that of -similarity, because a shift does not change a softmax.
   */
  private Operand<TFloat32> channelMix(Operand<TFloat32> tokens) {
    Operand<TFloat32> likeness =
        tf.train.batchMatMul(tokens, tokens, TFloat32.class, BatchMatMul.adjX(true));
    return tf.train.batchMatMul(
        tokens, tf.nn.softmax(tf.math.neg(likeness)), TFloat32.class, BatchMatMul.adjY(true));
  }

  private Operand<TFloat32> tokens(Operand<TFloat32> rows, int side, int width) {
    return tf.reshape(rows, tf.constant(new int[] {-1, side * side, width}));
  }
}
