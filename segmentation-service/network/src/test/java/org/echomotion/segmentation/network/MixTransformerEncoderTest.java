package org.echomotion.segmentation.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class MixTransformerEncoderTest {

  private static final int SIDE = 64;

  @Test
  void agreesWithThePaperWrittenInPlainLoops() {
    Random random = new Random(3);
    float[][][][] image = new float[1][SIDE][SIDE][1];
    double[][][] same = new double[SIDE][SIDE][1];
    for (int i = 0; i < SIDE * SIDE; i++) {
      image[0][i / SIDE][i % SIDE][0] = (float) random.nextGaussian();
      same[i / SIDE][i % SIDE][0] = image[0][i / SIDE][i % SIDE][0];
    }
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Parameters parameters = new Parameters(tf);
      List<Operand<TFloat32>> features =
          new MixTransformerEncoder(
                  tf, new Layers(tf, parameters), TinyNetwork.config(), ForwardPass.inference())
              .features(tf.constant(image));
      Weights weights = shaken(Weights.initial(parameters, 2), random);
      Map<String, List<Operand<TFloat32>>> variables = new LinkedHashMap<>();
      parameters.all().forEach(p -> variables.put(p.name(), List.of(p.variable())));
      weights.assign(tf, session, variables);
      List<double[][]> expected =
          new NaiveMixTransformer(weights, TinyNetwork.config().encoder()).features(same);
      for (int stage = 0; stage < 4; stage++) {
        try (Result result = session.runner().fetch(features.get(stage)).run()) {
          assertTokens(expected.get(stage), (TFloat32) result.get(0));
        }
      }
    }
  }

  private static void assertTokens(double[][] expected, TFloat32 actual) {
    int side = (int) actual.shape().get(1);
    assertEquals(expected.length, side * side);
    for (int t = 0; t < expected.length; t++) {
      for (int c = 0; c < expected[t].length; c++) {
        assertEquals(expected[t][c], actual.getFloat(0, t / side, t % side, c), 2e-4);
      }
    }
  }

  /** Biases start at 0 and scales at 1, which would hide a mistake: moves every value. */
  private static Weights shaken(Weights weights, Random random) {
    Map<String, Weights.Values> values = new LinkedHashMap<>();
    weights
        .values()
        .forEach(
            (name, v) -> {
              float[] data = v.data().clone();
              for (int i = 0; i < data.length; i++) {
                data[i] += (float) (0.2 * random.nextGaussian());
              }
              values.put(name, new Weights.Values(v.shape(), data));
            });
    return new Weights(values);
  }
}
