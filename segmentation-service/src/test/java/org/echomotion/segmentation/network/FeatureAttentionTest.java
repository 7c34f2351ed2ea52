package org.echomotion.segmentation.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class FeatureAttentionTest {

  @Test
  void eachKindAddsItsOwnParametersAndKeepsTheShape() {
    // Squeeze 32 to 4 and back: 32*4+4 + 4*32+32 = 292; CBAM adds one 7x7 kernel on two maps: 99.
    assertEquals(0, parameters(AttentionKind.NONE));
    assertEquals(292, parameters(AttentionKind.SE));
    assertEquals(292 + 99, parameters(AttentionKind.CBAM));
  }

  private static long parameters(AttentionKind kind) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Parameters parameters = new Parameters(tf);
      Placeholder<TFloat32> maps =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 7, 7, 32)));
      assertArrayEquals(
          maps.shape().asArray(),
          new FeatureAttention(tf, new Layers(tf, parameters))
              .apply(kind, "a", maps)
              .shape()
              .asArray());
      return parameters.trainedCount("");
    }
  }
}
