package org.echomotion.segmentation.network.views;

import org.echomotion.segmentation.network.ForwardPass;
import org.echomotion.segmentation.network.Layers;
import org.echomotion.segmentation.network.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Classifies the view of a frame from its tokens. Views differ in the position of structures, so
 * the map is not pooled: each position has its own weights.
 */
public final class ViewHead {

  /** Number of classes, in the order of the outputs: A4C, A2C, other. */
  public static final int VIEWS = 3;

  /** Prefix of its variables. */
  public static final String NAME = "view.";

  private static final int WIDTH = 24;
  private static final float DROPOUT = 0.25f;

  private ViewHead() {}

  /**
   * Returns the logits of the views.
   *
   * @param tokens float32 [n, 7, 7, c]
   * @return float32 [n, {@link #VIEWS}]
   */
  public static Operand<TFloat32> logits(
      Ops tf, Parameters parameters, Operand<TFloat32> tokens, ForwardPass pass) {
    Layers layers = new Layers(tf, parameters);
    int width = Layers.width(tokens);
    int places = FrameTokens.SIDE * FrameTokens.SIDE;
    Operand<TFloat32> dropped = pass.dropMaps(tf, tokens, DROPOUT);
    Operand<TFloat32> rows =
        layers.layerNorm(
            NAME + "norm", tf.reshape(dropped, tf.constant(new int[] {-1, width})), 1e-5f);
    Operand<TFloat32> narrow = tf.nn.relu(layers.linear(NAME + "narrow", rows, WIDTH));
    Operand<TFloat32> maps =
        tf.reshape(narrow, tf.constant(new int[] {-1, FrameTokens.SIDE, FrameTokens.SIDE, WIDTH}));
    Operand<TFloat32> flat =
        tf.reshape(pass.dropMaps(tf, maps, DROPOUT), tf.constant(new int[] {-1, places * WIDTH}));
    return layers.linear(NAME + "logits", flat, VIEWS);
  }
}
