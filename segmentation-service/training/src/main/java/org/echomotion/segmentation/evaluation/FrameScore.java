package org.echomotion.segmentation.evaluation;

import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.dataset.PreparedFrame;

/**
 * Scores of one frame.
 *
 * @param subject pseudonym of the patient or phantom
 * @param source name of its data set
 * @param view A4C or A2C
 * @param phase ED, ES or MID
 * @param quality image quality graded by the data set, or {@link PreparedFrame#UNGRADED}
 * @param dice Dice of the left ventricle
 * @param iou intersection over union of the left ventricle
 * @param hausdorff95Mm 95 % Hausdorff distance; NaN if a mask is empty or the spacing is unknown
 */
public record FrameScore(
    String subject,
    String source,
    String view,
    String phase,
    String quality,
    double dice,
    double iou,
    double hausdorff95Mm) {

  /**
   * Scores a frame at probability 0.5.
   *
   * @param probabilities left ventricle, 0..1, row-major
   */
  public static FrameScore of(PreparedFrame frame, float[] probabilities) {
    boolean[] predicted = new boolean[probabilities.length];
    boolean[] expert = new boolean[probabilities.length];
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = probabilities[i] > 0.5f;
      expert[i] = frame.labels()[i] == 1;
    }
    MaskScores scores = MaskScores.of(predicted, expert, WorkingFrame.SIDE);
    return new FrameScore(
        frame.subject(),
        frame.source(),
        frame.view(),
        frame.phase(),
        frame.quality(),
        scores.dice(),
        scores.iou(),
        scores.hausdorff95Pixels() * frame.millimetresPerPixel());
  }
}
