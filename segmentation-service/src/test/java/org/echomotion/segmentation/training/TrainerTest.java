package org.echomotion.segmentation.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echomotion.segmentation.dataset.PreparedDataset;
import org.echomotion.segmentation.evaluation.EvaluateCommand;
import org.echomotion.segmentation.evaluation.Evaluation;
import org.echomotion.segmentation.evaluation.SectorLogits;
import org.echomotion.segmentation.network.SavedModelSegmenter;
import org.echomotion.segmentation.network.TinyNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

  @TempDir Path directory;

  @Test
  void aRunResumedFromItsCheckpointEndsAsOneThatWasNotStopped() throws Exception {
    Path data = Discs.prepare(directory.resolve("data"), 16);
    Path whole = directory.resolve("whole");
    Path parts = directory.resolve("parts");
    Trainer.train(config(4, 0, Optional.empty()), data, whole);
    Trainer.train(config(4, 2, Optional.empty()), data, parts);
    Trainer.train(config(4, 0, Optional.empty()), data, parts);

    List<String> losses = losses(whole);
    assertEquals(4, losses.size());
    assertEquals(losses, losses(parts));
    assertEquals(
        ModelDirectory.sha256(whole.resolve("model/variables")),
        ModelDirectory.sha256(parts.resolve("model/variables")));
  }

  @Test
  void learnsDiscsAndShipsWhatItScored() throws Exception {
    Path data = Discs.prepare(directory.resolve("data"), 32);
    Path out = directory.resolve("out");
    Evaluation evaluation = Trainer.train(config(10, 0, Optional.empty()), data, out);

    List<String> losses = losses(out);
    assertTrue(
        Double.parseDouble(losses.get(9)) < 0.7 * Double.parseDouble(losses.get(0)),
        "losses " + losses);
    assertEquals(8, evaluation.groups().get("disc").frames());
    assertEquals(evaluation, EvaluateCommand.evaluate(out.resolve("model"), data, "valid"));

    JsonNode model = new ObjectMapper().readTree(out.resolve("model/model.json").toFile());
    assertEquals("echomotionnet-tiny", model.get("name").asText());
    assertEquals(ModelDirectory.sha256(out.resolve("model")), model.get("sha256").asText());
    assertEquals("v1", model.get("preprocessingVersion").asText());
    assertEquals(24, model.get("trainingData").get("disc").asInt());
    JsonNode calibration = model.get("calibration");
    assertEquals("valid: 8 frames of disc", calibration.get("on").asText());
    assertTrue(calibration.get("nllAfter").asDouble() <= calibration.get("nllBefore").asDouble());
    assertEquals(1, shippedLogits(out.resolve("model"), data).bestTemperature(), 1e-3);
  }

  private static SectorLogits shippedLogits(Path model, Path data) throws IOException {
    SectorLogits logits = new SectorLogits();
    try (SavedModelSegmenter segmenter = new SavedModelSegmenter(model, 8, 1)) {
      Evaluation.of(segmenter, PreparedDataset.read(data).split("valid"), logits);
    }
    return logits;
  }

  @Test
  void refusesADirectoryWithoutTrainingFrames() throws IOException {
    Path data = Discs.prepare(directory.resolve("data"), 4);
    Path index = data.resolve("index.csv");
    Files.writeString(index, Files.readString(index).replace("train", "test"));
    assertThrows(
        IllegalArgumentException.class,
        () -> Trainer.train(config(1, 0, Optional.empty()), data, directory.resolve("out")));
  }

  private static List<String> losses(Path out) throws IOException {
    return Files.readAllLines(out.resolve("metrics.csv")).stream()
        .skip(1)
        .map(line -> line.split(",")[2])
        .toList();
  }

  private static TrainingConfig config(int epochs, int thisRun, Optional<Path> initial) {
    return new TrainingConfig(
        TinyNetwork.config(),
        epochs,
        4,
        3e-3,
        0.5,
        0.01,
        1.0,
        0.9,
        0,
        Map.of(),
        true,
        7,
        1,
        100,
        initial,
        thisRun);
  }
}
