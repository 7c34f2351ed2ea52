package org.echomotion.segmentation.training.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echomotion.segmentation.dataset.PreparedDataset;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.evaluation.Calibration;
import org.echomotion.segmentation.evaluation.Evaluation;
import org.echomotion.segmentation.evaluation.SectorLogits;
import org.echomotion.segmentation.network.InferenceGraph;
import org.echomotion.segmentation.training.configuration.TrainingConfig;

/** Scores trained weights, calibrates them, and writes the model's directory. */
public final class ModelExport {

  private static final int BATCH = 16;

  private ModelExport() {}

  /**
   * Calibrates, scores and writes a model.
   *
   * @param weights checkpoint prefix of the weights
   * @param model directory to write
   * @return scores on the valid split
   */
  public static Evaluation of(
      Path weights, TrainingConfig config, PreparedDataset dataset, Path model) throws IOException {
    List<PreparedFrame> valid = dataset.split("valid");
    SectorLogits logits = new SectorLogits();
    Evaluation evaluation;
    Evaluation test;
    try (InferenceGraph inference =
        new InferenceGraph(config.network(), weights, config.threads())) {
      evaluation = Evaluation.of(inference.segmenter(BATCH), valid, logits);
      test = Evaluation.of(inference.segmenter(BATCH), dataset.split("test"));
    }
    Optional<Calibration> calibration = calibration(logits, valid);
    float temperature = (float) calibration.map(Calibration::temperature).orElse(1.0).doubleValue();
    try (InferenceGraph inference =
        new InferenceGraph(config.network(), weights, config.threads(), temperature)) {
      ModelDirectory.write(
          model,
          config,
          dataset,
          Map.of("valid", evaluation, "test", test),
          calibration,
          inference);
    }
    return evaluation;
  }

  private static Optional<Calibration> calibration(SectorLogits logits, List<PreparedFrame> valid) {
    return logits.pixels() == 0
        ? Optional.empty()
        : Optional.of(Calibration.fit(logits, Calibration.named("valid", valid)));
  }
}
