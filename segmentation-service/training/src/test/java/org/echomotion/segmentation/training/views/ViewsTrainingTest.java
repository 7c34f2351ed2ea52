package org.echomotion.segmentation.training.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.echomotion.segmentation.model.ModelRepository;
import org.echomotion.segmentation.model.Tensor;
import org.echomotion.segmentation.model.TensorModel;
import org.echomotion.segmentation.network.EncoderConfig;
import org.echomotion.segmentation.network.Parameters;
import org.echomotion.segmentation.network.Weights;
import org.echomotion.segmentation.network.views.FrameTokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TUint8;

/** Discs on the left are A4C, on the right A2C; they shrink by what the table says. */
class ViewsTrainingTest {

  private static final int SIDE = 112;
  private static final int SUBJECTS = 16;

  @TempDir static Path directory;

  @BeforeAll
  static void trainsOnDiscs() throws IOException {
    prepare(directory.resolve("discs"));
    encoder(directory.resolve("encoder"));
    ViewsTraining.run(
        new ViewsSettings(
            List.of(List.of(directory.resolve("discs"))),
            List.of(truths(directory.resolve("discs/ef.csv"))),
            directory.resolve("encoder"),
            "tiny",
            directory.resolve("out"),
            1,
            0.2,
            120,
            60,
            1,
            1),
        new PrintStream(OutputStream.nullOutputStream()));
  }

  @Test
  void servesProbabilitiesThatTellLeftFromRight() {
    try (TensorModel model = load(ViewsTraining.VIEW_MODEL)) {
      int right = 0;
      for (int subject = 100; subject < 110; subject++) {
        for (int view = 0; view < 2; view++) {
          float[] given =
              model.run(List.of(tensor("frames", disc(subject, view, 24)))).get(0).floats();
          assertEquals(3, given.length);
          assertEquals(1, given[0] + given[1] + given[2], 1e-4);
          right += given[view] > given[1 - view] ? 1 : 0;
        }
      }
      assertTrue(right >= 18, right + " of 20 discs were recognised");
    }
  }

  @Test
  void servesNoEjectionFractionForFramesThatDoNotChange() {
    byte[] four = disc(3, 0, 24);
    byte[] two = disc(3, 1, 24);
    try (TensorModel model = load(ViewsTraining.STUDY_MODEL)) {
      List<Tensor> still =
          List.of(
              tensor("a4c_ed", four),
              tensor("a4c_es", four),
              tensor("a2c_ed", two),
              tensor("a2c_es", two));
      assertEquals(0, model.run(still).get(0).floats()[0], 1e-3);
      List<Tensor> beating =
          List.of(
              tensor("a4c_ed", four),
              tensor("a4c_es", disc(3, 0, 12)),
              tensor("a2c_ed", two),
              tensor("a2c_es", disc(3, 1, 12)));
      float percent = model.run(beating).get(0).floats()[0];
      assertTrue(percent > 0 && percent <= 100, "it gave " + percent);
    }
  }

  @Test
  void saysWhatTheWeightsGoBackTo() throws IOException {
    JsonNode model =
        new ObjectMapper().readTree(directory.resolve("out/echomotion-study/model.json").toFile());
    assertTrue(model.path("licence").asText().contains("CC BY-NC-SA 4.0"), model.toString());
    assertEquals("v1", model.path("preprocessingVersion").asText());
    assertTrue(model.path("metrics").has("valid camus"), model.toString());
  }

  private static TensorModel load(String name) {
    return TensorModel.load(
        new ModelRepository(Optional.of(directory.resolve("out"))).openAny(name));
  }

  private static Tensor tensor(String name, byte[] gray) {
    return new Tensor(
        name, Tensor.Type.UINT8, List.of(1L, (long) SIDE, (long) SIDE, 1L), ByteBuffer.wrap(gray));
  }

  private static void encoder(Path model) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Parameters parameters = new Parameters(tf);
      FrameTokens.of(
          tf,
          parameters,
          EncoderConfig.tiny(),
          tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, SIDE, SIDE, 1))));
      Weights.initial(parameters, 5).write(model.resolve("variables/variables"));
    }
  }

  private static byte[] disc(int subject, int view, int radius) {
    Random random = new Random(31L * subject + view);
    byte[] gray = new byte[SIDE * SIDE];
    int x0 = view == 0 ? 38 : 74;
    int y0 = 50 + random.nextInt(10);
    for (int p = 0; p < gray.length; p++) {
      int dx = p % SIDE - x0;
      int dy = p / SIDE - y0;
      gray[p] = (byte) ((dx * dx + dy * dy <= radius * radius ? 20 : 120) + random.nextInt(20));
    }
    return gray;
  }

  private static void prepare(Path set) throws IOException {
    Files.createDirectories(set);
    List<String> index = new ArrayList<>();
    index.add("subject,split,view,phase,image,mask,mm_per_px,quality,source,preprocessing");
    List<String> truth = new ArrayList<>(List.of("subject,EF"));
    for (int subject = 0; subject < SUBJECTS; subject++) {
      int systolic = 12 + subject % 8;
      truth.add("s%d,%.2f".formatted(subject, 100 * (1 - Math.pow(systolic / 24.0, 3))));
      for (int view = 0; view < 2; view++) {
        for (int phase = 0; phase < 2; phase++) {
          int radius = phase == 0 ? 24 : systolic;
          String name = "s%d-%d-%d".formatted(subject, view, phase);
          byte[] gray = disc(subject, view, radius);
          byte[] mask = new byte[gray.length];
          for (int p = 0; p < mask.length; p++) {
            mask[p] = (byte) ((gray[p] & 0xff) < 60 ? 1 : 0);
          }
          png(set.resolve(name + ".png"), gray);
          png(set.resolve(name + "-mask.png"), mask);
          index.add(
              "s%d,%s,%s,%s,%s.png,%s-mask.png,1,,camus,v1"
                  .formatted(
                      subject,
                      subject < 12 ? "train" : "valid",
                      view == 0 ? "A4C" : "A2C",
                      phase == 0 ? "ED" : "ES",
                      name,
                      name));
        }
      }
    }
    Files.write(set.resolve("index.csv"), index);
    Files.write(set.resolve("ef.csv"), truth);
  }

  private static Map<String, Double> truths(Path table) throws IOException {
    return Files.readAllLines(table).stream()
        .skip(1)
        .map(line -> line.split(","))
        .collect(Collectors.toMap(line -> line[0], line -> Double.parseDouble(line[1])));
  }

  private static void png(Path file, byte[] gray) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, SIDE, SIDE, gray);
    ImageIO.write(image, "png", file.toFile());
  }
}
