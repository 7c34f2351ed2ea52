package org.echomotion.cli.accuracy.outline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.echomotion.cli.accuracy.agreement.Comparison;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.ingest.dataset.table.ReferenceTable;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.evaluation.EvaluationFrame;
import org.echomotion.segmentation.evaluation.EvaluationSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A segmenter that reads the answer off the gray levels: all figures are known beforehand. */
class ModelEvaluationTest {

  private static final int SIDE = WorkingFrame.SIDE;

  @TempDir Path folder;

  @Test
  void aModelThatSeesWhatTheExpertSawAgreesInAll() {
    ModelEvaluation evaluation = evaluate(0);
    assertEquals(1, evaluation.scores().groups().get("set").dice(), 1e-12);
    Comparison own = evaluation.ejectionFraction().get(1);
    assertEquals(Comparison.REFERENCE, own.against());
    assertEquals(evaluation.data().subjects(), own.agreement().n());
    assertEquals(0, evaluation.ejectionFraction().get(0).agreement().mae(), 2);
    assertEquals(12, evaluation.worst().size());
    // Confidence 0.9 on pixels that are all right: the error is 0.1 everywhere.
    assertEquals(0.1, evaluation.reliability().expectedCalibrationError(), 1e-6);
    assertTrue(evaluation.calibration().temperature() < 1);
  }

  @Test
  void writesNumbersAndAPageThatNeedsNoOtherFile() throws Exception {
    EvaluationFiles.write(evaluate(2), folder);
    JsonNode json = new ObjectMapper().readTree(folder.resolve("evaluation.json").toFile());
    assertEquals("model", json.get("model").get("name").asText());
    assertEquals(16, json.get("frameScores").size());
    assertTrue(json.get("scores").get("groups").get("set/ED").get("dice").asDouble() < 1);
    assertEquals(4, json.get("ejectionFraction").get(0).get("pairs").size());
    assertFalse(json.has("worst"));
    String page = Files.readString(folder.resolve("evaluation.html"));
    // Histogram, three pairs of ejection fraction figures, reliability, learning, twelve frames.
    assertEquals(1 + 6 + 1 + 2 + 12, page.split("<img ", -1).length - 1);
    assertFalse(page.contains("src=\"http"));
    assertTrue(page.contains("subject &lt;1&gt;, A"), "subjects are escaped");
  }

  private static ModelEvaluation evaluate(int rowsTooMany) {
    List<EvaluationFrame> frames = new ArrayList<>();
    for (int subject = 0; subject < 4; subject++) {
      for (String view : List.of("A4C", "A2C")) {
        frames.add(frame("subject <" + subject + ">", view, "ED", 60, 20 + subject));
        frames.add(frame("subject <" + subject + ">", view, "ES", 50, 15 + subject));
      }
    }
    Map<String, Double> references =
        Map.of("subject <0>", 50.0, "subject <1>", 45.0, "subject <2>", 42.0, "subject <3>", 40.0);
    return ModelEvaluation.of(
        new EvaluatedModel("model", "1", "free", "0".repeat(64), 1),
        new EvaluatedData("data", "prepared", "valid", "v1", 16, 4, 0),
        new EvaluationSet(frames, "v1"),
        some -> some.stream().map(gray -> seen(gray, rowsTooMany)).toList(),
        new ReferenceTable(references),
        Optional.of(
            new LearningCurve(
                List.of(new LearningCurve.Point(1, 2), new LearningCurve.Point(2, 1)),
                Map.of("set", List.of(new LearningCurve.Point(2, 0.9))))),
        (done, of) -> {});
  }

  /** 0.9 where the gray level says ventricle, or so many rows above says so. */
  private static float[] seen(byte[] gray, int rowsTooMany) {
    float[] probabilities = new float[gray.length];
    for (int i = 0; i < gray.length; i++) {
      boolean ventricle = false;
      for (int row = 0; row <= rowsTooMany; row++) {
        ventricle |= i - row * SIDE >= 0 && gray[i - row * SIDE] == 20;
      }
      probabilities[i] = ventricle ? 0.9f : 0.1f;
    }
    return probabilities;
  }

  private static EvaluationFrame frame(
      String subject, String view, String phase, int length, int halfWidth) {
    byte[] gray = new byte[SIDE * SIDE];
    byte[] labels = new byte[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double dx = (x - 56.0) / halfWidth;
        double dy = (y - 90.0) / length;
        boolean inside = y <= 90 && dx * dx + dy * dy < 1;
        labels[y * SIDE + x] = (byte) (inside ? 1 : 0);
        gray[y * SIDE + x] = (byte) (inside ? 20 : 70);
      }
    }
    return new EvaluationFrame(
        new PreparedFrame(subject, "valid", view, phase, gray, labels, 1.2, "set", false),
        OptionalInt.of(0));
  }
}
