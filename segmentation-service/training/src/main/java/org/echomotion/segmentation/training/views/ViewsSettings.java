package org.echomotion.segmentation.training.views;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Settings for training the models of views.
 *
 * @param sets data sets; each is a list of prepared directories with the same subjects, for example
 *     one per view
 * @param truths ejection fractions of each set in percent, by subject; in the same order
 * @param encoder model directory with the encoder
 * @param encoderName shape of the encoder: b0, b1, b2 or tiny
 * @param out parent of the two model directories
 * @param variants number of changed copies of each study, by the standard augmentation
 * @param heldOut share of the train split's subjects used only for evaluation, 0 to 0.5
 * @param viewSteps steps of the view classifier
 * @param studySteps steps of the second opinion
 */
public record ViewsSettings(
    List<List<Path>> sets,
    List<Map<String, Double>> truths,
    Path encoder,
    String encoderName,
    Path out,
    int variants,
    double heldOut,
    int viewSteps,
    int studySteps,
    int threads,
    long seed) {

  public ViewsSettings {
    sets = sets.stream().map(List::copyOf).toList();
    truths = List.copyOf(truths);
    if (sets.isEmpty() || sets.size() != truths.size()) {
      throw new IllegalArgumentException(
          "%d sets need %1$d tables of ejection fractions, not %d."
              .formatted(sets.size(), truths.size()));
    }
    if (variants < 0 || viewSteps < 1 || studySteps < 1 || !(heldOut >= 0 && heldOut <= 0.5)) {
      throw new IllegalArgumentException(
          "Use 0 or more variants, 1 or more steps, and a share held out of 0 to 0.5.");
    }
  }

  /** The settings for {@code model.json}. */
  Map<String, Object> summary() {
    return Map.of(
        "encoder", encoderName,
        "variants", variants,
        "heldOut", heldOut,
        "viewSteps", viewSteps,
        "studySteps", studySteps,
        "seed", seed);
  }
}
