package org.echomotion.cli.accuracy.outline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.echomotion.ef.contour.Contour;
import org.echomotion.segmentation.evaluation.FrameScore;

/** Keeps the frames with the lowest Dice, and their outlines. */
final class WorstFrames {

  /** Number of frames that are kept. */
  static final int COUNT = 12;

  /**
   * One frame.
   *
   * @param gray u8 [112, 112] row-major
   * @param predicted the model's outline; empty if no ventricle was found
   * @param expert the expert's outline
   */
  record Frame(
      FrameScore score, byte[] gray, Optional<Contour> predicted, Optional<Contour> expert) {}

  private static final Comparator<Frame> BEST_FIRST =
      Comparator.<Frame>comparingDouble(f -> f.score().dice()).reversed();

  private final PriorityQueue<Frame> kept = new PriorityQueue<>(BEST_FIRST);

  void add(Frame frame) {
    kept.add(frame);
    if (kept.size() > COUNT) {
      kept.remove();
    }
  }

  /** Returns the frames, the worst first. */
  List<Frame> frames() {
    List<Frame> frames = new ArrayList<>(kept);
    frames.sort(BEST_FIRST.reversed());
    return frames;
  }
}
