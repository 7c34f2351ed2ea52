package org.echomotion.segmentation.training.views;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.dataset.DataLicence;
import org.echomotion.segmentation.model.ModelFingerprint;
import org.echomotion.segmentation.network.views.ViewsGraph;
import org.echomotion.segmentation.training.export.ModelDirectory;

/** Writes a shipped model of views. */
final class ViewModelDirectory {

  private static final String VERSION = "0.1.0";

  private ViewModelDirectory() {}

  /**
   * @param learned number of training frames of the head, by source
   * @param lineage all data sources of encoder and head
   */
  static void write(
      Path directory,
      String preprocessing,
      ViewsGraph graph,
      Map<String, Long> learned,
      Set<String> lineage,
      Map<String, Object> metrics,
      ViewsSettings settings)
      throws IOException {
    ModelDirectory.makeEmpty(directory);
    graph.export(directory);
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("name", directory.getFileName().toString());
    model.put("version", VERSION);
    model.put("sha256", ModelFingerprint.of(directory));
    model.put("inputShape", List.of(-1, WorkingFrame.SIDE, WorkingFrame.SIDE, 1));
    model.put("preprocessingVersion", preprocessing);
    model.put("trainingData", learned);
    model.put("lineage", lineage);
    model.put("licence", DataLicence.ofWeights(lineage));
    model.put("citation", DataLicence.citations(lineage));
    model.put("metrics", metrics);
    model.put("training", settings.summary());
    model.put("created", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(directory.resolve("model.json").toFile(), model);
  }
}
