package org.echomotion.segmentation.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.echomotion.segmentation.model.SavedModelSegmenter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

class InferenceGraphTest {

  private static final int PIXELS = 112 * 112;

  /**
   * Some processors' kernels round differently at different places of a batch; what frames have to
   * do with each other would be far larger. The model server, which promises the same bits, checks
   * the processor.
   */
  private static final float ROUNDING = 2e-5f;

  private static final int BATCH = 8;

  @TempDir static Path directory;

  private static Weights exported;
  private static InferenceGraph inference;
  private static SavedModelBundle reloaded;

  @BeforeAll
  static void exportAModelOfRandomWeights() throws IOException {
    Path checkpoint = directory.resolve("weights");
    try (Graph graph = new Graph()) {
      exported = Weights.initial(parameters(graph), 5);
      exported.write(checkpoint);
    }
    inference = new InferenceGraph(TinyNetwork.config(), checkpoint, 1);
    inference.export(directory.resolve("model"));
    reloaded = SavedModelBundle.load(directory.resolve("model").toString());
  }

  @AfterAll
  static void close() {
    reloaded.close();
    inference.close();
  }

  @Test
  void aReloadedModelGivesTheSameProbabilities() {
    List<byte[]> frames = List.of(frame(1), frame(2), frame(3));
    List<float[]> before = inference.segmenter(BATCH).probabilities(frames);
    try (SavedModelSegmenter after =
        new SavedModelSegmenter(directory.resolve("model"), BATCH, 1)) {
      List<float[]> probabilities = after.probabilities(frames);
      assertEquals(3, probabilities.size());
      for (int i = 0; i < 3; i++) {
        assertArrayEquals(before.get(i), probabilities.get(i));
      }
    }
  }

  @Test
  void aModelsVariablesAreACheckpointToTrainFrom() {
    try (Graph graph = new Graph()) {
      Weights read =
          Weights.read(directory.resolve("model/variables/variables"), parameters(graph).all());
      assertEquals(exported.values().keySet(), read.values().keySet());
      exported
          .values()
          .forEach((name, v) -> assertArrayEquals(v.data(), read.values().get(name).data(), name));
    }
  }

  @Test
  void probabilitiesAreTheLogisticOfTheLogits() {
    float[] logits = call("segment", "logits", frames(1, 2, 3, 4, 5, 6, 7, 8));
    float[] probabilities = call("segment", "probabilities", frames(1, 2, 3, 4, 5, 6, 7, 8));
    assertEquals(BATCH * PIXELS, logits.length);
    for (int i = 0; i < logits.length; i += 97) {
      assertEquals(1 / (1 + Math.exp(-logits[i])), probabilities[i], 1e-5);
    }
  }

  @Test
  void aTemperatureDividesTheLogitsAndLeavesTheOutlineAlone() {
    List<byte[]> frames = List.of(frame(1), frame(2));
    List<float[]> raw = inference.segmenter(BATCH).probabilities(frames);
    try (InferenceGraph calibrated =
        new InferenceGraph(TinyNetwork.config(), directory.resolve("weights"), 1, 2.5f)) {
      List<float[]> soft = calibrated.segmenter(BATCH).probabilities(frames);
      for (int f = 0; f < 2; f++) {
        for (int i = 0; i < PIXELS; i++) {
          double logit = Math.log(raw.get(f)[i] / (1.0 - raw.get(f)[i]));
          assertEquals(1 / (1 + Math.exp(-logit / 2.5)), soft.get(f)[i], 1e-5);
          assertEquals(raw.get(f)[i] > 0.5f, soft.get(f)[i] > 0.5f);
        }
      }
    }
  }

  @Test
  void aFrameDoesNotDependOnTheOthersInItsBatch() {
    for (String[] output :
        new String[][] {
          {"segment", "logits"},
          {"segment_uncertain", "probabilities"},
          {"segment_uncertain", "entropy"},
          {"grad_cam", "heatmap"}
        }) {
      float[] first = call(output[0], output[1], frames(9, 1, 2, 3, 4, 5, 6, 7));
      float[] last = call(output[0], output[1], frames(8, 7, 6, 5, 4, 3, 2, 9));
      assertArrayEquals(
          Arrays.copyOf(first, PIXELS),
          Arrays.copyOfRange(last, 7 * PIXELS, 8 * PIXELS),
          ROUNDING,
          output[0] + " " + output[1]);
    }
  }

  @Test
  void monteCarloSamplesRepeatBySeedAndDifferBetweenSeeds() {
    float[] once = call("segment_uncertain", "probabilities", frames(1, 2, 3, 4, 5, 6, 7, 8), 11);
    float[] again = call("segment_uncertain", "probabilities", frames(1, 2, 3, 4, 5, 6, 7, 8), 11);
    float[] other = call("segment_uncertain", "probabilities", frames(1, 2, 3, 4, 5, 6, 7, 8), 12);
    assertArrayEquals(once, again);
    assertFalse(Arrays.equals(once, other));
  }

  @Test
  void entropyIsThatOfTheMeanProbability() {
    float[] p = call("segment_uncertain", "probabilities", frames(1, 2, 3, 4, 5, 6, 7, 8), 11);
    float[] entropy = call("segment_uncertain", "entropy", frames(1, 2, 3, 4, 5, 6, 7, 8), 11);
    for (int i = 0; i < p.length; i += 101) {
      double expected = -p[i] * Math.log(p[i]) - (1 - p[i]) * Math.log(1 - p[i]);
      assertEquals(expected, entropy[i], 1e-4);
    }
  }

  @Test
  void heatmapsLieBetweenZeroAndOne() {
    float[] heatmap = call("grad_cam", "heatmap", frames(1, 2, 3, 4, 5, 6, 7, 8));
    assertEquals(BATCH * PIXELS, heatmap.length);
    for (float value : heatmap) {
      assertTrue(value >= 0 && value <= 1, "value " + value);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aModelOfEachAttentionReloadsAndItsFramesDoNotTouch(AttentionKind kind) throws IOException {
    NetworkConfig config = TinyNetwork.config().withAttention(kind);
    Path weights = directory.resolve("weights-" + kind);
    try (Graph graph = new Graph()) {
      Map<String, Weights.Values> values =
          new LinkedHashMap<>(Weights.initial(parameters(graph, config), 5).values());
      // Gains start at 0, which would leave attention out.
      values.replaceAll(
          (name, v) ->
              name.endsWith(".gain") ? new Weights.Values(v.shape(), new float[] {0.7f}) : v);
      new Weights(values).write(weights);
    }
    List<byte[]> frames = List.of(frame(1), frame(2), frame(3), frame(4));
    List<float[]> before;
    Path model = directory.resolve("model-" + kind);
    try (InferenceGraph graph = new InferenceGraph(config, weights, 1)) {
      before = graph.segmenter(BATCH).probabilities(frames);
      graph.export(model);
    }
    try (SavedModelSegmenter after = new SavedModelSegmenter(model, BATCH, 1)) {
      List<float[]> reversed = after.probabilities(List.of(frame(4), frame(3), frame(2), frame(1)));
      for (int i = 0; i < 4; i++) {
        assertArrayEquals(before.get(i), reversed.get(3 - i), ROUNDING);
      }
    }
  }

  private static Parameters parameters(Graph graph) {
    return parameters(graph, TinyNetwork.config());
  }

  private static Parameters parameters(Graph graph, NetworkConfig config) {
    Ops tf = Ops.create(graph);
    Parameters parameters = new Parameters(tf);
    EchoMotionNet net = new EchoMotionNet(tf, parameters, config);
    Placeholder<TUint8> frames =
        tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, 112, 112, 1)));
    net.decode(net.encode(frames, ForwardPass.inference()), ForwardPass.inference());
    return parameters;
  }

  private static float[] call(String signature, String output, byte[] frames) {
    return call(signature, output, frames, 3);
  }

  private static float[] call(String signature, String output, byte[] frames, long seed) {
    try (TUint8 input = TUint8.tensorOf(Shape.of(BATCH, 112, 112, 1), DataBuffers.of(frames));
        TInt64 seedInput = TInt64.scalarOf(seed);
        Result result =
            reloaded
                .function(signature)
                .call(
                    signature.equals("segment_uncertain")
                        ? Map.<String, Tensor>of("frames", input, "seed", seedInput)
                        : Map.<String, Tensor>of("frames", input))) {
      TFloat32 tensor = (TFloat32) result.get(output).orElseThrow();
      float[] values = new float[(int) tensor.size()];
      tensor.asRawTensor().data().asFloats().read(values);
      return values;
    }
  }

  private static byte[] frames(int... seeds) {
    byte[] packed = new byte[BATCH * PIXELS];
    for (int i = 0; i < BATCH; i++) {
      System.arraycopy(frame(seeds[i]), 0, packed, i * PIXELS, PIXELS);
    }
    return packed;
  }

  private static byte[] frame(int seed) {
    byte[] gray = new byte[PIXELS];
    new Random(seed).nextBytes(gray);
    return gray;
  }
}
