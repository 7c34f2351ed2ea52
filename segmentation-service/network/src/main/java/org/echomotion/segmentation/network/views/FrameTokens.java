package org.echomotion.segmentation.network.views;

import java.util.List;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.network.EchoMotionNet;
import org.echomotion.segmentation.network.EncoderConfig;
import org.echomotion.segmentation.network.ForwardPass;
import org.echomotion.segmentation.network.Layers;
import org.echomotion.segmentation.network.MixTransformerEncoder;
import org.echomotion.segmentation.network.NetworkConfig;
import org.echomotion.segmentation.network.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * What EchoMotionNet's encoder sees on a frame, as one map of tokens: its second stage, each 2x2
 * square of it one token, beside its third. The fourth stage is not needed and not built.
 */
public final class FrameTokens {

  /** Rows and columns of the map. */
  public static final int SIDE = WorkingFrame.SIDE / 16;

  private static final int STAGES = 3;

  private FrameTokens() {}

  /** Channels of a token. */
  public static int width(EncoderConfig encoder) {
    return 4 * encoder.widths().get(1) + encoder.widths().get(2);
  }

  /**
   * Encodes frames.
   *
   * @param frames u8 [n, 112, 112, 1]
   * @return float32 [n, 7, 7, width]
   */
  public static Operand<TFloat32> of(
      Ops tf, Parameters parameters, EncoderConfig encoder, Operand<TUint8> frames) {
    MixTransformerEncoder network =
        new MixTransformerEncoder(
            tf, new Layers(tf, parameters), NetworkConfig.of(encoder), ForwardPass.inference());
    List<Operand<TFloat32>> maps = network.features(EchoMotionNet.image(tf, frames), STAGES);
    Operand<TFloat32> squares = tf.nn.spaceToDepth(maps.get(1), 2L);
    Operand<TFloat32> tokens = tf.concat(List.of(squares, maps.get(2)), tf.constant(3));
    return tf.reshape(tokens, tf.constant(new int[] {-1, SIDE, SIDE, width(encoder)}));
  }
}
