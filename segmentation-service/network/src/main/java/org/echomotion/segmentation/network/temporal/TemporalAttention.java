package org.echomotion.segmentation.network.temporal;

import org.echomotion.segmentation.network.Layers;
import org.echomotion.segmentation.network.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/**
 * A transformer's encoder (Vaswani et al., NeurIPS 2017; normalisation before each part) over the
 * frames of a window. Attention depends on the distance of frames, not on their position: each head
 * starts with a penalty that grows with the distance (Press et al., ICLR 2022), steep in one head
 * and flat in another, and learns a correction per distance.
 */
final class TemporalAttention {

  private static final float EPSILON = 1e-5f;
  private static final int EXPANSION = 2;

  /** Penalty per frame of distance; one per head. */
  private static final float[] SLOPES = {0.7f, 0.3f, 0.1f, 0.02f};

  private final Ops tf;
  private final Layers layers;
  private final Parameters parameters;
  private final TemporalConfig config;

  TemporalAttention(Ops tf, Layers layers, Parameters parameters, TemporalConfig config) {
    this.tf = tf;
    this.layers = layers;
    this.parameters = parameters;
    this.config = config;
  }

  /** Maps rows [n * window, width] to rows of the same shape. */
  Operand<TFloat32> apply(Operand<TFloat32> rows) {
    Operand<TFloat32> x = rows;
    for (int i = 0; i < config.layers(); i++) {
      String name = "temporal.block" + i;
      x = tf.math.add(x, attend(name, layers.layerNorm(name + ".norm1", x, EPSILON)));
      Operand<TFloat32> wide =
          layers.linear(
              name + ".expand",
              layers.layerNorm(name + ".norm2", x, EPSILON),
              EXPANSION * config.width());
      x = tf.math.add(x, layers.linear(name + ".contract", layers.gelu(wide), config.width()));
    }
    return x;
  }

  private Operand<TFloat32> attend(String name, Operand<TFloat32> rows) {
    int width = config.width();
    float scale = (float) (1 / Math.sqrt((double) width / TemporalConfig.HEADS));
    Operand<TFloat32> query = heads(layers.linear(name + ".query", rows, width));
    Operand<TFloat32> key = heads(layers.linear(name + ".key", rows, width));
    Operand<TFloat32> value = heads(layers.linear(name + ".value", rows, width));
    Operand<TFloat32> likeness =
        tf.math.mul(
            tf.train.batchMatMul(query, key, TFloat32.class, BatchMatMul.adjY(true)),
            tf.constant(scale));
    Operand<TFloat32> mixed =
        tf.train.batchMatMul(
            tf.nn.softmax(tf.math.add(likeness, nearness(name))), value, TFloat32.class);
    Operand<TFloat32> joined = tf.linalg.transpose(mixed, tf.constant(new int[] {0, 2, 1, 3}));
    return layers.linear(
        name + ".project", tf.reshape(joined, tf.constant(new int[] {-1, width})), width);
  }

  /** [heads, window, window]. */
  private Operand<TFloat32> nearness(String name) {
    int window = TemporalConfig.WINDOW;
    int heads = TemporalConfig.HEADS;
    int[] distances = new int[window * window];
    float[] penalties = new float[heads * window * window];
    for (int i = 0; i < window; i++) {
      for (int j = 0; j < window; j++) {
        distances[i * window + j] = i - j + window - 1;
        for (int head = 0; head < heads; head++) {
          penalties[(head * window + i) * window + j] = -SLOPES[head] * Math.abs(i - j);
        }
      }
    }
    Operand<TFloat32> learned =
        tf.gather(
            parameters.offset(name + ".distance", 0, 2L * window - 1, heads),
            tf.constant(distances),
            tf.constant(0));
    Operand<TFloat32> byHead = tf.linalg.transpose(learned, tf.constant(new int[] {1, 0}));
    int[] shape = {1, heads, window, window};
    return tf.math.add(
        tf.reshape(byHead, tf.constant(shape)),
        tf.reshape(tf.constant(penalties), tf.constant(shape)));
  }

  /** Reshapes [n * window, width] to [n, heads, window, width / heads]. */
  private Operand<TFloat32> heads(Operand<TFloat32> rows) {
    int heads = TemporalConfig.HEADS;
    int[] shape = {-1, TemporalConfig.WINDOW, heads, config.width() / heads};
    return tf.linalg.transpose(
        tf.reshape(rows, tf.constant(shape)), tf.constant(new int[] {0, 2, 1, 3}));
  }
}
