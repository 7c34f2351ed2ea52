package org.echomotion.segmentation.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** A saved model of float tensors [n, 3]: {@code twice} = 2 x, {@code sum} = x + y. */
public final class DoublingModel {

  public static final String NAME = "doubling";
  public static final String VERSION = "0.0.2";

  private DoublingModel() {}

  /** Writes the model directory {@code repository/doubling}. */
  public static Path write(Path repository) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 3)));
      Placeholder<TFloat32> y = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 3)));
      Variable<TFloat32> two = tf.variable(tf.constant(2f));
      Signature infer =
          Signature.builder()
              .key(TensorModel.SIGNATURE)
              .input("x", x)
              .input("y", y)
              .output("twice", tf.math.mul(x, two))
              .output("sum", tf.math.add(x, y))
              .build();
      return SavedTensorModel.write(graph, infer, repository, NAME, VERSION, List.of(-1, 3));
    }
  }
}
