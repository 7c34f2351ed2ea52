package org.echomotion.segmentation.training.temporal;

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
import java.util.TreeSet;
import org.echomotion.segmentation.dataset.DataLicence;
import org.echomotion.segmentation.network.temporal.TemporalConfig;
import org.echomotion.segmentation.network.temporal.TemporalGraph;
import org.echomotion.segmentation.training.export.ModelDirectory;

/** A shipped temporal model: a saved model's files and {@code model.json}. */
final class TemporalModelDirectory {

  static final String VERSION = "0.1.0";

  private TemporalModelDirectory() {}

  /**
   * @param volumeErrors volume errors in percent, as measured and as corrected
   */
  static void write(
      Path directory,
      TemporalTraining settings,
      List<TemporalSequence> sequences,
      NoiseReport errors,
      double[] volumeErrors,
      TemporalGraph inference)
      throws IOException {
    ModelDirectory.makeEmpty(directory);
    inference.export(directory);
    Set<String> lineage = new TreeSet<>();
    sequences.forEach(s -> lineage.add(s.source()));
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("name", settings.modelName());
    model.put("version", VERSION);
    model.put("sha256", ModelDirectory.sha256(directory));
    model.put("inputShape", List.of(-1, TemporalConfig.WINDOW, TemporalConfig.FEATURES));
    // Disks are measured on outlines in working frames, which have this preprocessing.
    model.put("preprocessingVersion", "v1");
    model.put("lineage", lineage);
    model.put("licence", DataLicence.ofWeights(lineage));
    model.put("citation", DataLicence.citations(lineage));
    model.put("trainingSequences", sequences.size());
    Map<String, Object> training = new LinkedHashMap<>();
    training.put("epochs", settings.epochs());
    training.put("stepsPerEpoch", settings.steps());
    training.put("batchSize", settings.batch());
    training.put("learningRate", settings.rate());
    training.put("seed", settings.seed());
    training.put("width", settings.network().width());
    training.put("layers", settings.network().layers());
    model.put("training", training);
    Map<String, Object> noise = new LinkedHashMap<>();
    noise.put("clips", errors.clips());
    noise.put("frames", errors.frames());
    noise.put("volumeSdPercent", errors.volumeSdPercent());
    noise.put("diameterSdPercent", errors.diameterSdPercent());
    noise.put("lengthSdPercent", errors.lengthSdPercent());
    noise.put("slope", errors.noise().slopeMean());
    noise.put("lagCorrelation", errors.lagCorrelation());
    model.put("measuredErrors", noise);
    model.put(
        "metrics",
        Map.of(
            "relativeVolumeErrorPercentMeasured", volumeErrors[0],
            "relativeVolumeErrorPercentCorrected", volumeErrors[1]));
    model.put("created", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(directory.resolve("model.json").toFile(), model);
  }
}
