package org.echomotion.activelearning.exchange;

import java.util.List;
import java.util.Optional;
import org.echomotion.activelearning.queue.Verdict;
import org.echomotion.ef.contour.Point;

/**
 * One reader's label of one frame. A frame has one label for each of its readers.
 *
 * @param reader who labelled the frame: 1 to 200 characters
 * @param verdict whether the frame was outlined
 * @param phase the phase that the reader states
 * @param imageQuality the reader's grade of the picture
 * @param outline of the left ventricle's cavity, closed, in display pixels; the first point is not
 *     repeated. Empty if the frame is not assessable
 * @param spline the control points of the outline; empty if the reader set no points
 */
public record LabelledFrame(
    ClipFrame frame,
    String reader,
    Verdict verdict,
    Optional<Phase> phase,
    Optional<ImageQuality> imageQuality,
    List<Point> outline,
    Optional<Spline> spline) {

  private static final int MAX_READER = 200;

  /**
   * @throws InvalidLabelException if the reader's name is invalid, the outline breaks a rule (3 to
   *     1000 points in the frame, at least one square pixel, no crossing), or a frame that is not
   *     assessable has an outline
   */
  public LabelledFrame {
    outline = List.copyOf(outline);
    if (reader.isBlank()
        || reader.length() > MAX_READER
        || reader.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidLabelException("a reader's name needs 1 to " + MAX_READER + " characters");
    }
    if (verdict == Verdict.OUTLINED) {
      OutlineCheck.check(outline, frame.size());
    } else if (!outline.isEmpty() || spline.isPresent()) {
      throw new InvalidLabelException("a frame that is not assessable has an outline");
    }
  }

  public static LabelledFrame outlined(ClipFrame frame, String reader, List<Point> outline) {
    return new LabelledFrame(
        frame,
        reader,
        Verdict.OUTLINED,
        Optional.empty(),
        Optional.empty(),
        outline,
        Optional.empty());
  }

  /** A frame whose outline is the curve of a spline. */
  public static LabelledFrame outlined(ClipFrame frame, String reader, Spline spline) {
    return new LabelledFrame(
        frame,
        reader,
        Verdict.OUTLINED,
        Optional.empty(),
        Optional.empty(),
        spline.outline(frame.size()),
        Optional.of(spline));
  }

  public static LabelledFrame notAssessable(ClipFrame frame, String reader) {
    return new LabelledFrame(
        frame,
        reader,
        Verdict.NOT_ASSESSABLE,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** The same label with the phase and the image quality that the reader states. */
  public LabelledFrame stating(Optional<Phase> statedPhase, Optional<ImageQuality> statedQuality) {
    return new LabelledFrame(frame, reader, verdict, statedPhase, statedQuality, outline, spline);
  }

  public boolean isOutlined() {
    return verdict == Verdict.OUTLINED;
  }
}
