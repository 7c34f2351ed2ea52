package org.echomotion.segmentation.evaluation;

import java.util.List;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.model.FrameSegmenter;

/**
 * Runs a segmenter over frames in parts, so that a large set's probabilities need little memory.
 */
public final class Predictions {

  private static final int PART = 128;

  /** Receives each frame, in order. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * Receives the prediction of one frame.
     *
     * @param index position of the frame in the list
     * @param probabilities left ventricle, 0..1, row-major 112 x 112
     */
    void predicted(int index, PreparedFrame frame, float[] probabilities);
  }

  private Predictions() {}

  /** Visits all of {@code frames}. */
  public static void visit(FrameSegmenter segmenter, List<PreparedFrame> frames, Visitor visitor) {
    for (int start = 0; start < frames.size(); start += PART) {
      List<PreparedFrame> part = frames.subList(start, Math.min(frames.size(), start + PART));
      List<float[]> probabilities =
          segmenter.probabilities(part.stream().map(PreparedFrame::gray).toList());
      for (int i = 0; i < part.size(); i++) {
        visitor.predicted(start + i, part.get(i), probabilities.get(i));
      }
    }
  }
}
