package org.echomotion.segmentation.training.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.echomotion.segmentation.training.configuration.TrainingConfig;

/**
 * All data sources of trained weights: those of their own training, of the initial weights, and of
 * the teacher that labelled frames. The terms of all these sources apply to the weights.
 */
public final class Lineage {

  /** Key in {@code model.json}. */
  static final String KEY = "lineage";

  /** Name for weights with unknown sources. */
  private static final String UNKNOWN = "unknown weights";

  private Lineage() {}

  /**
   * @param learned sources of the run's own training frames
   * @throws IOException if a {@code model.json} cannot be read
   */
  static Set<String> of(TrainingConfig config, Collection<String> learned) throws IOException {
    Set<String> lineage = new TreeSet<>(learned);
    for (String weights : Stream.of(config.init(), config.data().teacher()).toList()) {
      if (!weights.isEmpty()) {
        lineage.addAll(ofModel(Path.of(weights)));
      }
    }
    if (!config.model().pretrained().isEmpty()) {
      lineage.add(UNKNOWN);
    }
    return lineage;
  }

  /** The sources of a run, a model directory, or a checkpoint prefix inside one. */
  public static Set<String> ofModel(Path weights) throws IOException {
    Path absolute = weights.toAbsolutePath().normalize();
    for (String inside : new String[] {"model/model.json", "model.json", "../../model.json"}) {
      Path description = absolute.resolve(inside).normalize();
      if (Files.isRegularFile(description)) {
        JsonNode model = new ObjectMapper().readTree(description.toFile());
        Set<String> sources = new TreeSet<>();
        model.path("trainingData").fieldNames().forEachRemaining(sources::add);
        model.path(KEY).forEach(source -> sources.add(source.asText()));
        return sources.isEmpty() ? Set.of(UNKNOWN) : sources;
      }
    }
    return Set.of(UNKNOWN);
  }
}
