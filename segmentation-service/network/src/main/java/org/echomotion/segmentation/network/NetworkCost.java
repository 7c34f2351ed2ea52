package org.echomotion.segmentation.network;

import java.util.Iterator;
import java.util.Locale;
import org.echomotion.frame.WorkingFrame;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TUint8;

/**
 * The cost of a network, counted on the served graph.
 *
 * @param parameters number of trained values
 * @param multiplyAdds multiply-adds of one frame: matrix products and convolutions, including
 *     depthwise ones; as usual without normalisation, activations and resizing
 */
public record NetworkCost(long parameters, long multiplyAdds) {

  /**
   * Counts {@code config}'s graph for one frame of 112 x 112. TensorFlow only computes the shapes.
   */
  public static NetworkCost of(NetworkConfig config) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Parameters parameters = new Parameters(tf);
      EchoMotionNet net = new EchoMotionNet(tf, parameters, config);
      ForwardPass pass = ForwardPass.inference();
      Shape frame = Shape.of(1, WorkingFrame.SIDE, WorkingFrame.SIDE, 1);
      Placeholder<TUint8> frames = tf.placeholder(TUint8.class, Placeholder.shape(frame));
      net.decode(net.encode(frames, pass), pass);
      long multiplyAdds = 0;
      for (Iterator<GraphOperation> all = graph.operations(); all.hasNext(); ) {
        multiplyAdds = Math.addExact(multiplyAdds, multiplyAdds(all.next()));
      }
      return new NetworkCost(parameters.trainedCount(""), multiplyAdds);
    }
  }

  /** E.g. {@code 4.0 M parameters, 0.41 GMAC per frame}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.2f M parameters, %.3f GMAC per frame",
        parameters / 1e6,
        multiplyAdds / 1e9);
  }

  /** Number of elements of the result, times the products summed in each. */
  private static long multiplyAdds(GraphOperation operation) {
    return switch (operation.type()) {
      case "MatMul" -> product(operation, "transpose_a");
      case "BatchMatMulV2", "BatchMatMulV3" -> product(operation, "adj_x");
      case "Conv2D" -> {
        Shape kernel = operation.input(1).shape();
        yield Math.multiplyExact(
            elements(operation), kernel.get(0) * kernel.get(1) * kernel.get(2));
      }
      case "DepthwiseConv2dNative" -> {
        Shape kernel = operation.input(1).shape();
        yield Math.multiplyExact(elements(operation), kernel.get(0) * kernel.get(1));
      }
      default -> {
        if (operation.type().contains("MatMul") || operation.type().contains("Conv")) {
          throw new IllegalStateException("The cost of " + operation.type() + " is unknown.");
        }
        yield 0;
      }
    };
  }

  private static long product(GraphOperation operation, String transposed) {
    Shape left = operation.input(0).shape();
    int summed = operation.attributes().getAttrBool(transposed) ? -2 : -1;
    return Math.multiplyExact(elements(operation), left.get(summed));
  }

  private static long elements(GraphOperation operation) {
    Shape shape = operation.output(0).shape();
    if (shape.hasUnknownDimension()) {
      throw new IllegalStateException(
          "The shape of " + operation.name() + " is unknown: " + shape + ".");
    }
    return shape.size();
  }
}
