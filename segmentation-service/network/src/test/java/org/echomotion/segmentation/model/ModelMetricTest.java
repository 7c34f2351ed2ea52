package org.echomotion.segmentation.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelMetricTest {

  private static ModelManifest read(String json) throws IOException {
    return new ObjectMapper().readValue(json, ModelManifest.class);
  }

  @Test
  void aFigureStandsUnderTheNamesOfItsDataAndBesideItsInterval() throws IOException {
    String json =
        """
        {"created": "2026-11-25T05:13:41Z", "metrics": {"loss": 0.5, "test": {}, "valid": {"camus": {
          "frames": 200, "dice": 0.94, "diceInterval": {"lower": 0.93, "upper": 0.95},
          "oddInterval": {"lower": 1, "upper": 2}, "note": "text", "list": [1]}}}}
        """;
    assertEquals(
        List.of(
            new ModelMetric("", "loss", 0.5, Optional.empty()),
            new ModelMetric("valid, camus", "frames", 200, Optional.empty()),
            new ModelMetric(
                "valid, camus", "dice", 0.94, Optional.of(new ModelMetric.Interval(0.93, 0.95))),
            new ModelMetric("valid, camus, oddInterval", "lower", 1, Optional.empty()),
            new ModelMetric("valid, camus, oddInterval", "upper", 2, Optional.empty())),
        read(json).performance());
    assertEquals(Optional.of(Instant.parse("2026-11-25T05:13:41Z")), read(json).createdAt());
  }

  @Test
  void aModelNeedsNoFiguresAndNoTime() throws IOException {
    assertEquals(List.of(), read("{}").performance());
    assertEquals(Optional.empty(), read("{}").createdAt());
    assertEquals(Optional.empty(), read("{\"created\": \"yesterday\"}").createdAt());
  }

  @Test
  void theModelOfThisVersionStatesItsFigures() throws IOException {
    try (InputStream file =
        ModelManifest.class.getResourceAsStream("/models/echomotionnet-b0/model.json")) {
      List<ModelMetric> figures =
          new ObjectMapper().readValue(file, ModelManifest.class).performance();
      assertTrue(
          figures.stream()
              .anyMatch(
                  figure ->
                      figure.dataSet().equals("valid, camus")
                          && figure.name().equals("dice")
                          && figure.value() > 0.9
                          && figure.interval().isPresent()),
          figures.toString());
    }
  }
}
