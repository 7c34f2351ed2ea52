package org.echomotion.segmentation.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class EncoderConfigTest {

  /** Published mit-b0 without its classifier, less the weights of two of three input channels. */
  private static final long PUBLISHED_B0_GRAY = 3_319_392 - 2 * 7 * 7 * 32;

  @Test
  void b0HasThePublishedNumberOfParameters() {
    assertEquals(PUBLISHED_B0_GRAY, count(EncoderConfig.b0()));
  }

  @Test
  void everySizeHasTheNumberThatItsLayersSumTo() {
    for (EncoderConfig config :
        List.of(EncoderConfig.b0(), EncoderConfig.b1(), EncoderConfig.b2())) {
      assertEquals(byHand(config), count(config), config.name());
    }
    // 13.1 M and 24.2 M in table 7 of the paper, rounded there.
    assertEquals(13.1e6, count(EncoderConfig.b1()), 0.1e6);
    assertEquals(24.2e6, count(EncoderConfig.b2()), 0.1e6);
  }

  @Test
  void mapsHaveAQuarterToA32ndOfTheSide() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      List<? extends Operand<TFloat32>> features = features(tf, EncoderConfig.b0());
      assertEquals(
          List.of(
              List.of(-1L, 28L, 28L, 32L),
              List.of(-1L, 14L, 14L, 64L),
              List.of(-1L, 7L, 7L, 160L),
              List.of(-1L, 4L, 4L, 256L)),
          features.stream().map(f -> Arrays.stream(f.shape().asArray()).boxed().toList()).toList());
    }
  }

  @Test
  void refusesHeadsThatDoNotDivideTheWidth() {
    List<Integer> ones = List.of(1, 1, 1, 1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new EncoderConfig("x", List.of(8, 8, 8, 8), ones, List.of(1, 2, 3, 4), ones, 4));
    assertThrows(IllegalArgumentException.class, () -> EncoderConfig.named("b9"));
  }

  private static long count(EncoderConfig config) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Parameters parameters = new Parameters(tf);
      Placeholder<TFloat32> image =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 112, 112, 1)));
      new MixTransformerEncoder(
              tf, new Layers(tf, parameters), NetworkConfig.of(config), ForwardPass.inference())
          .features(image);
      return parameters.trainedCount("encoder.");
    }
  }

  private static List<Operand<TFloat32>> features(Ops tf, EncoderConfig config) {
    Placeholder<TFloat32> image =
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 112, 112, 1)));
    return new MixTransformerEncoder(
            tf,
            new Layers(tf, new Parameters(tf)),
            NetworkConfig.of(config),
            ForwardPass.inference())
        .features(image);
  }

  private static long byHand(EncoderConfig config) {
    long total = 0;
    long in = 1;
    int[] kernels = {7, 3, 3, 3};
    for (int s = 0; s < 4; s++) {
      long c = config.widths().get(s);
      long r = config.reductions().get(s);
      long hidden = 4 * c;
      long norm = 2 * c;
      long attention = 4 * (c * c + c) + (r > 1 ? r * r * c * c + c + norm : 0);
      long mixFfn = c * hidden + hidden + 9 * hidden + hidden + hidden * c + c;
      total += (long) kernels[s] * kernels[s] * in * c + c + norm;
      total += config.depths().get(s) * (norm + attention + norm + mixFfn) + norm;
      in = c;
    }
    return total;
  }
}
