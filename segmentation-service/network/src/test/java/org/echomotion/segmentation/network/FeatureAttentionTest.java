package org.echomotion.segmentation.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

class FeatureAttentionTest {

  private static final int SIDE = 5;
  private static final int WIDTH = 16;

  @Test
  void eachKindAddsItsOwnParametersAndKeepsTheShape() {
    // Squeeze 32 to 4 and back: 32*4+4 + 4*32+32 = 292; CBAM adds one 7x7 kernel on two maps: 99.
    assertEquals(0, parameters(AttentionKind.NONE));
    assertEquals(292, parameters(AttentionKind.SE));
    assertEquals(292 + 99, parameters(AttentionKind.CBAM));
    // Query and key 32*4+4 each, value 32*32+32, and two factors.
    assertEquals(2 * 132 + 1056 + 2, parameters(AttentionKind.DANET));
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithItsDefinitionInPlainLoops(AttentionKind kind) {
    float[][][][] maps = maps();
    try (Run run = new Run(kind, maps)) {
      Weights weights = run.shaken();
      double[][] expected = new NaiveAttention(weights, "a").apply(kind, maps[0]);
      try (Result result = run.session.runner().fetch(run.output).run()) {
        TFloat32 actual = (TFloat32) result.get(0);
        for (int p = 0; p < SIDE * SIDE; p++) {
          for (int c = 0; c < WIDTH; c++) {
            assertEquals(expected[p][c], actual.getFloat(0, p / SIDE, p % SIDE, c), 1e-4);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void everyParameterHasAGradient(AttentionKind kind) {
    try (Run run = new Run(kind, maps())) {
      run.shaken();
      // Uneven shares: the gradient of a plain sum vanishes for some biases.
      Operand<TFloat32> score =
          run.tf.reduceSum(
              run.tf.math.square(run.tf.math.square(run.output)),
              run.tf.constant(new int[] {0, 1, 2, 3}));
      Map<String, Variable<TFloat32>> variables = new LinkedHashMap<>();
      run.parameters.all().forEach(p -> variables.put(p.name(), p.variable()));
      Gradients gradients = run.tf.gradients(score, List.copyOf(variables.values()));
      int i = 0;
      for (String name : variables.keySet()) {
        try (Result result = run.session.runner().fetch(gradients.<TFloat32>dy(i++)).run()) {
          float largest = 0;
          for (var value : ((TFloat32) result.get(0)).scalars()) {
            largest = Math.max(largest, Math.abs(value.getFloat()));
          }
          // A softmax does not see a bias of the keys, which adds one number to its whole row.
          assertTrue(largest > 0 || name.endsWith("key.bias"), name + " has no gradient");
        }
      }
    }
  }

  @Test
  void dualAttentionStartsAsTheIdentity() {
    float[][][][] maps = maps();
    try (Run run = new Run(AttentionKind.DANET, maps)) {
      run.assign(Weights.initial(run.parameters, 4));
      try (Result result = run.session.runner().fetch(run.output).run()) {
        TFloat32 actual = (TFloat32) result.get(0);
        assertEquals(maps[0][2][3][7], actual.getFloat(0, 2, 3, 7));
        assertEquals(maps[0][4][4][0], actual.getFloat(0, 4, 4, 0));
      }
    }
  }

  private static float[][][][] maps() {
    Random random = new Random(8);
    float[][][][] maps = new float[1][SIDE][SIDE][WIDTH];
    for (float[][] row : maps[0]) {
      for (float[] place : row) {
        for (int c = 0; c < WIDTH; c++) {
          place[c] = 0.5f * (float) random.nextGaussian();
        }
      }
    }
    return maps;
  }

  /** One attention in a graph of its own. */
  private static final class Run implements AutoCloseable {

    final Graph graph = new Graph();
    final Session session = new Session(graph);
    final Ops tf = Ops.create(graph);
    final Parameters parameters = new Parameters(tf);
    final Operand<TFloat32> output;

    Run(AttentionKind kind, float[][][][] maps) {
      output =
          new FeatureAttention(tf, new Layers(tf, parameters)).apply(kind, "a", tf.constant(maps));
    }

    /** Biases and factors start at 0, which would hide a mistake: moves every value. */
    Weights shaken() {
      Random random = new Random(6);
      Weights weights = Weights.initial(parameters, 4);
      weights
          .values()
          .values()
          .forEach(
              v -> {
                for (int i = 0; i < v.data().length; i++) {
                  v.data()[i] += (float) (0.4 * random.nextGaussian());
                }
              });
      assign(weights);
      return weights;
    }

    void assign(Weights weights) {
      Map<String, List<Variable<TFloat32>>> targets = new LinkedHashMap<>();
      parameters.all().forEach(p -> targets.put(p.name(), List.of(p.variable())));
      if (!targets.isEmpty()) {
        weights.assign(tf, session, targets);
      }
    }

    @Override
    public void close() {
      session.close();
      graph.close();
    }
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
