package org.echomotion.cli.accuracy.outline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.cli.accuracy.agreement.Comparison;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.ingest.dataset.table.ReferenceTable;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.evaluation.Calibration;
import org.echomotion.segmentation.evaluation.Evaluation;
import org.echomotion.segmentation.evaluation.EvaluationFrame;
import org.echomotion.segmentation.evaluation.EvaluationSet;
import org.echomotion.segmentation.evaluation.FrameScore;
import org.echomotion.segmentation.evaluation.Predictions;
import org.echomotion.segmentation.evaluation.ReliabilityDiagram;
import org.echomotion.segmentation.evaluation.SectorLogits;
import org.echomotion.segmentation.model.FrameSegmenter;
import org.echomotion.segmentation.model.SavedModelSegmenter;
import org.echomotion.segmentation.outline.FrameOutliner;
import org.echomotion.segmentation.outline.FrameSegmentation;
import org.echomotion.segmentation.outline.OutlineSettings;
import org.echomotion.segmentation.outline.ProbabilityMap;

/**
 * The evaluation of a model on one split of a set.
 *
 * @param model the model
 * @param data the labelled data
 * @param scores Dice, IoU and Hausdorff distance by group
 * @param ejectionFraction comparisons of ejection fractions; empty if no subject has ED and ES
 * @param flicker flicker of each set of cines; empty if there are no consecutive frames
 * @param calibration as trained, and with the temperature that fits these frames best
 * @param reliability reliability diagram of the model as it is
 * @param negativeLogLikelihood of the model as it is, mean over the pixels in the sector, in nats
 * @param frameScores every frame, in the set's order
 */
public record ModelEvaluation(
    EvaluatedModel model,
    EvaluatedData data,
    Evaluation scores,
    List<Comparison> ejectionFraction,
    List<Flicker> flicker,
    Calibration calibration,
    ReliabilityDiagram reliability,
    double negativeLogLikelihood,
    List<FrameScore> frameScores,
    @JsonIgnore List<WorstFrames.Frame> worst,
    @JsonIgnore Optional<LearningCurve> learningCurve) {

  private static final int BATCH = 16;
  private static final int THREADS = 2;

  /** Receives the progress after each frame. */
  @FunctionalInterface
  public interface ProgressListener {

    void finished(int done, int of);
  }

  /**
   * Evaluates the model in {@code directory}.
   *
   * @throws IOException if the model or the data cannot be read, or the split is empty
   */
  public static ModelEvaluation of(
      Path directory, PreparedData prepared, String split, ProgressListener listener)
      throws IOException {
    EvaluatedModel model = EvaluatedModel.read(directory);
    EvaluationSet set = EvaluationSet.read(prepared.folder(), split);
    if (set.frames().isEmpty()) {
      throw new IOException(prepared.given() + " has no frame in the " + split + " split.");
    }
    EvaluatedData data =
        new EvaluatedData(
            prepared.given().toString(),
            prepared.layout(),
            split,
            set.preprocessing(),
            set.frames().size(),
            (int) set.labelled().stream().map(PreparedFrame::subject).distinct().count(),
            prepared.leftOut());
    try (SavedModelSegmenter segmenter = new SavedModelSegmenter(directory, BATCH, THREADS)) {
      return of(
          model,
          data,
          set,
          segmenter,
          prepared.references(),
          LearningCurve.besides(directory),
          listener);
    }
  }

  static ModelEvaluation of(
      EvaluatedModel model,
      EvaluatedData data,
      EvaluationSet set,
      FrameSegmenter segmenter,
      ReferenceTable references,
      Optional<LearningCurve> learningCurve,
      ProgressListener listener) {
    FrameOutliner outliner = new FrameOutliner(OutlineSettings.STANDARD);
    List<FrameScore> scores = new ArrayList<>();
    List<Cavity> cavities = new ArrayList<>();
    SectorLogits logits = new SectorLogits();
    WorstFrames worst = new WorstFrames();
    Predictions.visit(
        segmenter,
        set.labelled(),
        (i, labelled, probabilities) -> {
          EvaluationFrame frame = set.frames().get(i);
          FrameScore score = FrameScore.of(labelled, probabilities);
          FrameSegmentation outlined =
              outliner.outline(
                  i, new ProbabilityMap(WorkingFrame.SIDE, WorkingFrame.SIDE, probabilities));
          scores.add(score);
          cavities.add(Cavity.of(frame, outlined));
          logits.add(labelled.gray(), labelled.labels(), probabilities);
          worst.add(
              new WorstFrames.Frame(
                  score, labelled.gray(), Cavity.outline(outlined), Cavity.outline(labelled)));
          listener.finished(i + 1, set.frames().size());
        });
    return new ModelEvaluation(
        model,
        data,
        Evaluation.of(scores),
        OutlineComparisons.of(EjectionFractions.of(cavities), references),
        Flicker.of(cavities),
        Calibration.fit(
            logits, model.temperature(), Calibration.named(data.split(), set.labelled())),
        logits.reliability(1),
        logits.negativeLogLikelihood(1),
        scores,
        worst.frames(),
        learningCurve);
  }
}
