package org.echomotion.cli.accuracy.outline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.echomotion.segmentation.model.ModelFingerprint;
import org.echomotion.segmentation.model.SavedModelTemperature;

/**
 * Which model was evaluated.
 *
 * @param name as its model.json says
 * @param version as its model.json says
 * @param licence as its model.json says
 * @param sha256 of its files, worked out anew
 * @param temperature what its graph divides the trained logits by
 */
public record EvaluatedModel(
    String name, String version, String licence, String sha256, double temperature) {

  /**
   * Reads what a model's directory says of it.
   *
   * @throws IOException if it is no model's directory
   */
  public static EvaluatedModel read(Path directory) throws IOException {
    Path manifest = directory.resolve("model.json");
    if (!Files.isRegularFile(manifest)
        || !Files.isRegularFile(directory.resolve("saved_model.pb"))) {
      throw new IOException(
          directory + " is no model's directory: it lacks model.json or saved_model.pb.");
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
