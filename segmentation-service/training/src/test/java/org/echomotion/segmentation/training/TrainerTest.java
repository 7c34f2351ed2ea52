package org.echomotion.segmentation.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.echomotion.segmentation.dataset.PreparedDataset;
import org.echomotion.segmentation.evaluation.Evaluation;
import org.echomotion.segmentation.evaluation.SectorLogits;
import org.echomotion.segmentation.model.SavedModelSegmenter;
import org.echomotion.segmentation.training.configuration.Composition;
import org.echomotion.segmentation.training.export.ModelDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

  @TempDir Path directory;

  @Test
  void learnsDiscsAndShipsWhatItScored() throws Exception {
    Path data = Discs.prepare(directory.resolve("data"), 32);
    Path out = directory.resolve("out");
    // Long enough for batch normalisation's running statistics, on any CPU.
    Evaluation evaluation = train(config(24, 0), data, out);

    List<String> losses = losses(out);
    assertTrue(
        Double.parseDouble(losses.get(9)) < 0.7 * Double.parseDouble(losses.get(0)),
        "losses " + losses);
    assertEquals(8, evaluation.groups().get("disc").frames());
    assertEquals(evaluation, shippedScores(out.resolve("model"), data, new SectorLogits()));

    JsonNode model = new ObjectMapper().readTree(out.resolve("model/model.json").toFile());
    assertEquals("echomotionnet-tiny", model.get("name").asText());
    assertEquals(ModelDirectory.sha256(out.resolve("model")), model.get("sha256").asText());
    assertEquals("v1", model.get("preprocessingVersion").asText());
    assertEquals(24, model.get("trainingData").get("disc").asInt());
    JsonNode card = new ObjectMapper().readTree(out.resolve("data-card.json").toFile());
    assertEquals(32, card.get("frames").asInt());
    assertEquals("unknown", card.get("sources").get(0).get("licence").asText());
    JsonNode calibration = model.get("calibration");
    assertEquals("valid: 8 frames of disc", calibration.get("on").asText());
    assertTrue(calibration.get("nllAfter").asDouble() <= calibration.get("nllBefore").asDouble());
    // Not to the digit: logits beyond 16 are clipped before the division or after it.
    SectorLogits shipped = new SectorLogits();
    shippedScores(out.resolve("model"), data, shipped);
    assertEquals(1, shipped.bestTemperature(), 0.05);
  }

  private static Evaluation shippedScores(Path model, Path data, SectorLogits logits)
      throws IOException {
    try (SavedModelSegmenter segmenter = new SavedModelSegmenter(model, 16, 1)) {
      return Evaluation.of(segmenter, PreparedDataset.read(data).split("valid"), logits);
    }
  }

  @Test
  void refusesADirectoryWithoutTrainingFrames() throws IOException {
    Path data = Discs.prepare(directory.resolve("data"), 4);
    Path index = data.resolve("index.csv");
    Files.writeString(index, Files.readString(index).replace("train", "test"));
    assertThrows(
        IllegalArgumentException.class, () -> train(config(1, 0), data, directory.resolve("out")));
  }

  @Test
  void aDirectoryBelongsToOneConfiguration() throws Exception {
    Path data = Discs.prepare(directory.resolve("data"), 16);
    Path out = directory.resolve("out");
    train(config(2, 1), data, out);
    String refusal =
        assertThrows(
                IllegalArgumentException.class,
                () -> train(List.of("optim.epochs=3", "optim.rate=0.5", "threads=2"), data, out))
            .getMessage();
    assertTrue(refusal.contains("optim.epochs is 2 there, now 3"), refusal);
    assertTrue(refusal.contains("optim.rate is 0.003 there, now 0.5"), refusal);
    assertFalse(refusal.contains("threads"), refusal);
  }

  @Test
  void patienceEndsTheRunAndShipsTheBest() throws Exception {
    Path data = Discs.prepare(directory.resolve("data"), 16);
    Path out = directory.resolve("out");
    // A rate at which nothing moves: the second and third score are no better than the first.
    List<String> words =
        List.of(
            "optim.epochs=9",
            "optim.rate=1e-12",
            "optim.average=0",
            "optim.decay=0",
            "optim.patience=2");
    Evaluation shipped = train(words, data, out);
    List<String> rows = Files.readAllLines(out.resolve("metrics.csv"));
    assertEquals(4, rows.size(), rows.toString());
    assertTrue(Files.isDirectory(out.resolve("best/epoch-0001")));
    double first = Double.parseDouble(rows.get(1).split(",")[7]);
    assertEquals(first, shipped.groups().get("disc").dice(), 1e-5);
    // Started again, it has nothing left to do.
    assertEquals(shipped, train(words, data, out));
    assertEquals(rows, Files.readAllLines(out.resolve("metrics.csv")));
  }

  @Test
  void aRunStartedWithoutSayingWhatOrWhereSaysSo() {
    assertThrows(IllegalArgumentException.class, () -> Trainer.train(Composition.of(List.of())));
    assertThrows(
        IllegalArgumentException.class,
        () -> Trainer.train(Composition.of(List.of("data.path=" + directory))));
  }

  private static List<String> losses(Path out) throws IOException {
    return Files.readAllLines(out.resolve("metrics.csv")).stream()
        .skip(1)
        .map(line -> line.split(",")[2])
        .toList();
  }

  private static List<String> config(int epochs, int thisRun) {
    return List.of(
        "optim.epochs=" + epochs,
        "optim.rate=3e-3",
        "optim.warm_up=0.5",
        "optim.decay=0.01",
        "optim.average=0.9",
        "optim.validate_every=100",
        "epochs_this_run=" + thisRun);
  }

  private static Evaluation train(List<String> words, Path data, Path out) throws Exception {
    List<String> all =
        new ArrayList<>(List.of("model=tiny", "optim.batch=4", "seed=7", "threads=1"));
    all.addAll(words);
    all.add("data.path=" + data);
    all.add("out=" + out);
    return Trainer.train(Composition.of(all), Map.of());
  }
}
