package org.echomotion.segmentation.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * EchoMotionNet: a Mix Transformer encoder, a U-Net decoder, attention after the coarse fusions,
 * and a 1x1 head. The decoder fuses the encoder's four maps with two shallow convolutional maps
 * (half and full resolution, for the edge).
 */
public final class EchoMotionNet {

  /** Gray levels are scaled as (gray - GRAY_CENTRE) / GRAY_UNIT. */
  static final float GRAY_CENTRE = 50f;

  static final float GRAY_UNIT = 50f;

  /**
   * The encoder's maps of a batch.
   *
   * @param full [n, 112, 112, .] shallow skip
   * @param half [n, 56, 56, .] shallow skip
   * @param stages encoder maps of sides 28, 14, 7, 4
   */
  public record Features(
      Operand<TFloat32> full, Operand<TFloat32> half, List<Operand<TFloat32>> stages) {}

  /**
   * Outputs of the decoder.
   *
   * @param logits [n, 112, 112, {@link NetworkConfig#STRUCTURES}]
   * @param fused decoder maps after the fusions at sides 7, 14, 28, 56, 112
   */
  public record Decoded(Operand<TFloat32> logits, List<Operand<TFloat32>> fused) {}

  private final Ops tf;
  private final Layers layers;
  private final NetworkConfig config;

  public EchoMotionNet(Ops tf, Parameters parameters, NetworkConfig config) {
    this.tf = tf;
    this.layers = new Layers(tf, parameters);
    this.config = config;
  }

  /** Encodes {@code frames} u8 [n, 112, 112, 1]. Gray levels are scaled only here. */
  public static Operand<TFloat32> image(Ops tf, Operand<TUint8> frames) {
    return tf.math.mul(
        tf.math.sub(tf.dtypes.cast(frames, TFloat32.class), tf.constant(GRAY_CENTRE)),
        tf.constant(1 / GRAY_UNIT));
  }

  /** {@code frames} u8 [n, 112, 112, 1]. */
  public Features encode(Operand<TUint8> frames, ForwardPass pass) {
    Operand<TFloat32> image = image(tf, frames);
    Operand<TFloat32> full =
        layers.convNormRelu("stem.full", image, config.stemWidths().get(0), 1, pass);
    Operand<TFloat32> half =
        layers.convNormRelu("stem.half", full, config.stemWidths().get(1), 2, pass);
    return new Features(
        full, half, new MixTransformerEncoder(tf, layers, config, pass).features(image));
  }

  /** Fuses {@code features} from coarse to fine. */
  public Decoded decode(Features features, ForwardPass pass) {
    List<Operand<TFloat32>> stages = features.stages();
    FeatureAttention attention = new FeatureAttention(tf, layers);
    List<Operand<TFloat32>> skips =
        List.of(stages.get(2), stages.get(1), stages.get(0), features.half(), features.full());
    List<Operand<TFloat32>> fused = new ArrayList<>();
    Operand<TFloat32> maps = stages.get(3);
    for (int level = 0; level < skips.size(); level++) {
      Operand<TFloat32> skip = skips.get(level);
      String name = "decoder.level" + level;
      int width = config.decoderWidths().get(level);
      boolean coarse = level < 3;
      boolean finest = level == skips.size() - 1;
      maps = layers.resize(maps, Layers.height(skip));
      maps = tf.concat(List.of(maps, skip), tf.constant(3));
      maps = layers.convNormRelu(name + ".fuse", maps, width, 1, pass);
      if (!finest) {
        // At full resolution a second convolution would cost as much as the whole encoder.
        maps = layers.convNormRelu(name + ".refine", maps, width, 1, pass);
      }
      if (coarse) {
        maps = attention.apply(config.attention(), name + ".attention", maps);
        maps = pass.dropMaps(tf, maps, config.dropout());
      }
      fused.add(maps);
    }
    return new Decoded(layers.conv("head", maps, NetworkConfig.STRUCTURES, 1, 1, 0), fused);
  }

  /** Returns the left ventricle's channel of {@code logits}: [n, 112, 112, 1]. */
  public Operand<TFloat32> leftVentricle(Operand<TFloat32> logits) {
    return tf.slice(
        logits, tf.constant(new int[] {0, 0, 0, 0}), tf.constant(new int[] {-1, -1, -1, 1}));
  }
}
