package org.echomotion.segmentation.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * A view classifier whose answer is known: a frame is A2C by the brightness of its first pixel, A4C
 * by its darkness; and other, for sure, never.
 */
public final class DarknessViews {

  public static final String NAME = "echomotion-view";
  public static final String VERSION = "0.0.3";

  private DarknessViews() {}

  /** Writes the model directory {@code repository/echomotion-view}. */
  public static Path write(Path repository) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TUint8> frames =
          tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, 112, 112, 1)));
      Variable<TFloat32> white = tf.variable(tf.constant(255f));
      Operand<TUint8> corner =
          tf.slice(
              frames, tf.constant(new int[] {0, 0, 0, 0}), tf.constant(new int[] {-1, 1, 1, 1}));
      Operand<TFloat32> bright =
          tf.reshape(
              tf.math.div(tf.dtypes.cast(corner, TFloat32.class), white),
              tf.constant(new int[] {-1, 1}));
      Operand<TFloat32> dark = tf.math.sub(tf.constant(1f), bright);
      Operand<TFloat32> none = tf.math.mul(dark, tf.constant(0f));
      Signature infer =
          Signature.builder()
              .key(TensorModel.SIGNATURE)
              .input("frames", frames)
              .output("probabilities", tf.concat(List.of(dark, bright, none), tf.constant(1)))
              .build();
      return SavedTensorModel.write(
          graph, infer, repository, NAME, VERSION, List.of(-1, 112, 112, 1));
    }
  }
}
