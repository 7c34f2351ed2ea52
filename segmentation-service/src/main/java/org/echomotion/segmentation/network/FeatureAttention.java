package org.echomotion.segmentation.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/** Weights feature maps by channel (SE) or by channel and place (CBAM). Shapes stay. */
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
}
