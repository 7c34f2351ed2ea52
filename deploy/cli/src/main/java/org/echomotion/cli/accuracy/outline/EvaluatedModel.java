package org.echomotion.cli.accuracy.outline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.echomotion.segmentation.model.ModelFingerprint;
import org.echomotion.segmentation.model.SavedModelTemperature;

/**
 * The model that was evaluated.
 *
 * @param name from its model.json
 * @param version from its model.json
 * @param licence from its model.json
 * @param sha256 of its files, computed for this evaluation
 * @param temperature number that divides the logits in its graph
 */
public record EvaluatedModel(
    String name, String version, String licence, String sha256, double temperature) {

  /**
   * Reads a model's directory.
   *
   * @throws IOException if it is not a model's directory
   */
  public static EvaluatedModel read(Path directory) throws IOException {
    Path manifest = directory.resolve("model.json");
    if (!Files.isRegularFile(manifest)
        || !Files.isRegularFile(directory.resolve("saved_model.pb"))) {
      throw new IOException(
          directory + " is not a model directory: model.json or saved_model.pb is missing.");
    }
    JsonNode says = new ObjectMapper().readTree(manifest.toFile());
    return new EvaluatedModel(
        says.path("name").asText(),
        says.path("version").asText(),
        says.path("licence").asText(),
        ModelFingerprint.of(directory),
        SavedModelTemperature.of(directory));
  }
}
