package org.echomotion.segmentation.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * The fixture is made by make_fixture.py beside it: weights and maps of the transformers library.
 */
class PretrainedEncoderTest {

  private static final EncoderConfig ENCODER =
      new EncoderConfig(
          "fixture",
          List.of(8, 16, 20, 16),
          List.of(1, 2, 1, 1),
          List.of(1, 2, 5, 8),
          List.of(8, 4, 2, 1),
          2);
  private static final double[] MEAN = {0.485, 0.456, 0.406};
  private static final double[] DEVIATION = {0.229, 0.224, 0.225};

  private static Path checkpoint;
  private static SafetensorsFile published;

  @TempDir Path directory;

  @BeforeAll
  static void openTheFixture() throws IOException, URISyntaxException {
    checkpoint = fixture("checkpoint");
    published = SafetensorsFile.open(fixture("stages"));
  }

  @Test
  void everyStageAgreesWithTheLibraryThatPublishedTheWeights() throws IOException {
    float[] image = published.floats("colour.frame");
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) ((image[i] / 255 - MEAN[i % 3]) / DEVIATION[i % 3]);
    }
    assertStages("colour", image, 3, PretrainedEncoder.inColour(checkpoint, ENCODER));
  }

  @Test
  void foldedToGrayItGivesWhatThreeEqualChannelsGive() throws IOException {
    float[] image = published.floats("gray.frame");
    for (int i = 0; i < image.length; i++) {
      image[i] = (image[i] - 50) / 50;
    }
    assertStages("gray", image, 1, PretrainedEncoder.read(checkpoint, ENCODER));
  }

  @Test
  void readsADirectoryAndNamesWithoutThePrefix() throws IOException {
    byte[] bytes = Files.readAllBytes(checkpoint);
    Files.write(directory.resolve("model.safetensors"), renamed(bytes, "segformer.enc", "enc"));
    Weights plain = PretrainedEncoder.read(directory, ENCODER);
    Weights prefixed = PretrainedEncoder.read(checkpoint, ENCODER);
    assertEquals(prefixed.values().keySet(), plain.values().keySet());
    prefixed
        .values()
        .forEach((name, v) -> assertArrayEquals(v.data(), plain.values().get(name).data(), name));
  }

  @Test
  void aNetworkStartsFromItAndKeepsItsRandomDecoder() throws IOException {
    NetworkConfig config =
        new NetworkConfig(
            ENCODER, List.of(12, 12, 8, 8, 8), List.of(4, 4), AttentionKind.DANET, 0, 0);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Parameters parameters = new Parameters(tf);
      EchoMotionNet net = new EchoMotionNet(tf, parameters, config);
      net.decode(
          net.encode(
              tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, 112, 112, 1))),
              ForwardPass.inference()),
          ForwardPass.inference());
      Weights random = Weights.initial(parameters, 1);
      Weights encoder = PretrainedEncoder.read(checkpoint, ENCODER);
      Weights start = random.overlaidBy(encoder);
      assertEquals(random.values().keySet(), start.values().keySet());
      random
          .values()
          .forEach(
              (name, v) ->
                  assertArrayEquals(
                      (name.startsWith("encoder.") ? encoder.values().get(name) : v).data(),
                      start.values().get(name).data(),
                      name));
    }
  }

  @Test
  void anEncoderOfAnotherSizeIsNamedTensorByTensor() {
    EncoderConfig other =
        new EncoderConfig(
            "other",
            List.of(8, 16, 20, 24),
            List.of(1, 2, 1, 2),
            List.of(1, 2, 5, 8),
            List.of(8, 4, 2, 1),
            2);
    IOException e =
        assertThrows(IOException.class, () -> PretrainedEncoder.read(checkpoint, other));
    for (String expected :
        List.of(
            "does not contain the encoder other",
            "segformer.encoder.patch_embeddings.3.proj.weight is [16, 20, 3, 3], not [24, 20, 3,"
                + " 3]",
            "segformer.encoder.block.3.0.mlp.dense1.weight is [32, 16], not [48, 24]",
            "segformer.encoder.block.3.1.attention.self.query.weight is missing; shape [24, 24]",
            "segformer.encoder.layer_norm.3.bias is [16], not [24]")) {
      assertTrue(e.getMessage().contains(expected), expected + " in " + e.getMessage());
    }
    // Stage 4: 4 of the patch embedding, 18 of each block, 2 of the last norm.
    assertEquals(42, e.getMessage().lines().count() - 1);
  }

  @Test
  void refusesATensorOfAnotherTypeAndAValueThatIsNotFinite() throws IOException {
    byte[] bytes = Files.readAllBytes(checkpoint);
    Path integers = directory.resolve("integers.safetensors");
    Files.write(integers, renamed(bytes, "\"dtype\":\"F32\"", "\"dtype\":\"I32\""));
    String message =
        assertThrows(IOException.class, () -> PretrainedEncoder.read(integers, ENCODER))
            .getMessage();
    assertTrue(message.contains("is I32, not F32, F16 or BF16"), message);

    Path infinite = directory.resolve("infinite.safetensors");
    SafetensorsFile.Entry entry =
        SafetensorsFile.open(checkpoint).entries().get("segformer.encoder.layer_norm.0.bias");
    int last = (int) (entry.position() + entry.bytes()) - 1;
    bytes[last] = 0x7f;
    bytes[last - 1] = (byte) 0x80;
    bytes[last - 2] = 0;
    bytes[last - 3] = 0;
    Files.write(infinite, bytes);
    message =
        assertThrows(IOException.class, () -> PretrainedEncoder.read(infinite, ENCODER))
            .getMessage();
    assertTrue(message.contains("layer_norm.0.bias contains a value that is not finite"), message);
  }

  private static void assertStages(String set, float[] image, int channels, Weights weights)
      throws IOException {
    NetworkConfig config =
        new NetworkConfig(
            ENCODER, List.of(12, 12, 8, 8, 8), List.of(4, 4), AttentionKind.NONE, 0, 0);
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Parameters parameters = new Parameters(tf);
      List<Operand<TFloat32>> stages =
          new MixTransformerEncoder(tf, new Layers(tf, parameters), config, ForwardPass.inference())
              .features(
                  tf.reshape(tf.constant(image), tf.constant(new int[] {1, 64, 64, channels})));
      Map<String, List<Variable<TFloat32>>> targets = new LinkedHashMap<>();
      parameters.all().forEach(p -> targets.put(p.name(), List.of(p.variable())));
      assertEquals(targets.keySet(), weights.values().keySet());
      weights.assign(tf, session, targets);
      for (int stage = 0; stage < 4; stage++) {
        try (Result result = session.runner().fetch(stages.get(stage)).run()) {
          TFloat32 tensor = (TFloat32) result.get(0);
          float[] actual = new float[(int) tensor.size()];
          tensor.asRawTensor().data().asFloats().read(actual);
          assertArrayEquals(
              published.floats(set + ".stage" + (stage + 1)), actual, 1e-4f, "stage" + (stage + 1));
        }
      }
    }
  }

  /** The file with {@code from} replaced in its header, which keeps its length by blanks. */
  private static byte[] renamed(byte[] file, String from, String to) {
    int length = file[0] & 0xff | (file[1] & 0xff) << 8 | (file[2] & 0xff) << 16;
    StringBuilder header = new StringBuilder(new String(file, 8, length, UTF_8).replace(from, to));
    while (header.length() < length) {
      header.append(' ');
    }
    byte[] result = file.clone();
    System.arraycopy(header.toString().getBytes(UTF_8), 0, result, 8, length);
    return result;
  }

  private static Path fixture(String name) throws URISyntaxException {
    return Path.of(
        PretrainedEncoderTest.class
            .getResource("/mix-transformer/" + name + ".safetensors")
            .toURI());
  }
}
