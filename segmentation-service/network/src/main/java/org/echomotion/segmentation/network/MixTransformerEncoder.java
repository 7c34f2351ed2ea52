package org.echomotion.segmentation.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/**
 * The Mix Transformer of SegFormer (Xie et al., NeurIPS 2021, section 3.1): overlapping patch
 * embedding, self-attention with spatially reduced keys and values, and a feed-forward part with a
 * 3x3 depthwise convolution instead of positional encoding.
 */
public final class MixTransformerEncoder {

  /** Epsilon of the norms in and after the blocks. Both values are those of the paper's authors. */
  private static final float BLOCK_EPSILON = 1e-6f;

  /** Epsilon of the norms after the patch embedding and after the reduction of keys and values. */
  private static final float EMBEDDING_EPSILON = 1e-5f;

  private final Ops tf;
  private final Layers layers;
  private final NetworkConfig config;
  private final ForwardPass pass;

  public MixTransformerEncoder(Ops tf, Layers layers, NetworkConfig config, ForwardPass pass) {
    this.tf = tf;
    this.layers = layers;
    this.config = config;
    this.pass = pass;
  }

  /**
   * Encodes {@code image} [n, s, s, 1] to four maps, [n, s/4, s/4, c1] to [n, s/32 rounded up, .,
   * c4].
   */
  public List<Operand<TFloat32>> features(Operand<TFloat32> image) {
    return features(image, 4);
  }

  /** Returns the maps of the first {@code stages} stages; the others are not built. */
  public List<Operand<TFloat32>> features(Operand<TFloat32> image, int stages) {
    EncoderConfig encoder = config.encoder();
    int blocks = encoder.depths().stream().mapToInt(Integer::intValue).sum();
    int done = 0;
    List<Operand<TFloat32>> features = new ArrayList<>();
    Operand<TFloat32> maps = image;
    for (int stage = 0; stage < stages; stage++) {
      String name = "encoder.stage" + (stage + 1);
      int width = encoder.widths().get(stage);
      int kernel = EncoderConfig.PATCH_KERNELS.get(stage);
      int stride = EncoderConfig.PATCH_STRIDES.get(stage);
      maps = layers.conv(name + ".patch", maps, width, kernel, stride, kernel / 2);
      int side = Layers.height(maps);
      Operand<TFloat32> tokens =
          layers.layerNorm(name + ".patch.norm", rows(maps, width), EMBEDDING_EPSILON);
      for (int block = 0; block < encoder.depths().get(stage); block++, done++) {
        float drop = blocks > 1 ? config.dropPath() * done / (blocks - 1) : 0;
        tokens = block(name + ".block" + block, tokens, stage, side, drop);
      }
      tokens = layers.layerNorm(name + ".norm", tokens, BLOCK_EPSILON);
      maps = maps(tokens, side, width);
      features.add(maps);
    }
    return features;
  }

  private Operand<TFloat32> block(
      String name, Operand<TFloat32> tokens, int stage, int side, float drop) {
    Operand<TFloat32> attended =
        attention(name, layers.layerNorm(name + ".norm1", tokens, BLOCK_EPSILON), stage, side);
    tokens = tf.math.add(tokens, branch(attended, side, drop));
    Operand<TFloat32> mixed =
        mixFfn(name, layers.layerNorm(name + ".norm2", tokens, BLOCK_EPSILON), side);
    return tf.math.add(tokens, branch(mixed, side, drop));
  }

  private Operand<TFloat32> branch(Operand<TFloat32> tokens, int side, float drop) {
    if (!pass.training() || drop == 0) {
      return tokens;
    }
    int width = Layers.width(tokens);
    return rows(pass.dropPath(tf, shape(tokens, -1, side * side, width), drop), width);
  }

  private Operand<TFloat32> attention(String name, Operand<TFloat32> tokens, int stage, int side) {
    int width = Layers.width(tokens);
    int heads = config.encoder().heads().get(stage);
    int reduction = config.encoder().reductions().get(stage);
    Operand<TFloat32> context = tokens;
    int contextSide = side;
    if (reduction > 1) {
      Operand<TFloat32> reduced =
          layers.conv(name + ".reduce", maps(tokens, side, width), width, reduction, reduction, 0);
      contextSide = Layers.height(reduced);
      context = layers.layerNorm(name + ".reduce.norm", rows(reduced, width), EMBEDDING_EPSILON);
    }
    int contextLength = contextSide * contextSide;
    Operand<TFloat32> query =
        heads(layers.linear(name + ".query", tokens, width), side * side, heads);
    Operand<TFloat32> key =
        heads(layers.linear(name + ".key", context, width), contextLength, heads);
    Operand<TFloat32> value =
        heads(layers.linear(name + ".value", context, width), contextLength, heads);
    Operand<TFloat32> scores =
        tf.math.mul(
            tf.train.batchMatMul(query, key, TFloat32.class, BatchMatMul.adjY(true)),
            tf.constant((float) (1 / Math.sqrt((double) width / heads))));
    Operand<TFloat32> mixed = tf.train.batchMatMul(tf.nn.softmax(scores), value, TFloat32.class);
    Operand<TFloat32> joined = tf.linalg.transpose(mixed, tf.constant(new int[] {0, 2, 1, 3}));
    return layers.linear(name + ".project", rows(joined, width), width);
  }

  private Operand<TFloat32> mixFfn(String name, Operand<TFloat32> tokens, int side) {
    int width = Layers.width(tokens);
    int hidden = width * config.encoder().expansion();
    Operand<TFloat32> wide = layers.linear(name + ".expand", tokens, hidden);
    Operand<TFloat32> mixed = layers.depthwise3x3(name + ".mix", maps(wide, side, hidden));
    return layers.linear(name + ".contract", rows(layers.gelu(mixed), hidden), width);
  }

  /** Reshapes [n * length, width] to [n, heads, length, width / heads]. */
  private Operand<TFloat32> heads(Operand<TFloat32> tokens, int length, int heads) {
    int each = Layers.width(tokens) / heads;
    return tf.linalg.transpose(
        shape(tokens, -1, length, heads, each), tf.constant(new int[] {0, 2, 1, 3}));
  }

  private Operand<TFloat32> maps(Operand<TFloat32> tokens, int side, int width) {
    return shape(tokens, -1, side, side, width);
  }

  private Operand<TFloat32> rows(Operand<TFloat32> x, int width) {
    return shape(x, -1, width);
  }

  private Operand<TFloat32> shape(Operand<TFloat32> x, int... dimensions) {
    return tf.reshape(x, tf.constant(dimensions));
  }
}
