package org.echomotion.segmentation.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class EncoderConfigTest {

  /**
   * Parameters of the published encoders, which take colour. Table 6 of the paper rounds them: 3.7
   * M, 14.0 M and 25.4 M with SegFormer's own decoder, of which 0.4 M, 0.6 M and 3.3 M are the
   * decoder's (table 1); 3.3 M, 13.2 M and 24.2 M without.
   */
  private static final Map<EncoderConfig, Long> PUBLISHED =
      Map.of(
          EncoderConfig.b0(), 3_319_392L,
          EncoderConfig.b1(), 13_151_424L,
          EncoderConfig.b2(), 24_196_288L);

  @Test
  void everySizeHasThePublishedNumberOfParameters() {
    PUBLISHED.forEach(
        (config, published) -> {
          assertEquals(published, count(config, 3), config.name());
          assertEquals(published, byHand(config), config.name());
        });
  }

  @Test
  void grayTakesOneOfThreeInputChannels() {
    PUBLISHED.forEach(
        (config, published) ->
            assertEquals(
                published - 2 * 7 * 7 * config.widths().get(0), count(config, 1), config.name()));
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

  private static long count(EncoderConfig config, int channels) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Parameters parameters = new Parameters(tf);
      Placeholder<TFloat32> image =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 112, 112, channels)));
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
    long in = 3;
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
