package org.echomotion.cli.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.echomotion.activelearning.exchange.ClipFrame;
import org.echomotion.activelearning.exchange.ImageQuality;
import org.echomotion.activelearning.exchange.InvalidLabelException;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.Phase;
import org.echomotion.contract.activelearning.v1.Annotation;
import org.echomotion.contract.activelearning.v1.AnnotationRole;
import org.echomotion.contract.activelearning.v1.AnnotationVerdict;
import org.echomotion.contract.activelearning.v1.FrameQuality;
import org.echomotion.contract.activelearning.v1.QueuedFrame;
import org.echomotion.contract.common.v1.Point;

/** The labels of one frame of the queue, in display pixels. */
final class FrameLabels {

  /** The reader of a frame's result. */
  static final String RESULT = "result";

  private final QueuedFrame queued;
  private final DisplayPixels pixels;
  private final ClipFrame frame;

  /**
   * @throws InvalidLabelException if the frame's size or name is invalid
   */
  FrameLabels(QueuedFrame queued) {
    this.queued = queued;
    this.pixels = new DisplayPixels(queued.getGeometry());
    this.frame = new ClipFrame(queued.getClipId(), queued.getFrameIndex(), pixels.size());
    if (queued.getFrameIndex() >= queued.getGeometry().getFrameCount()) {
      throw new InvalidLabelException("its clip has fewer frames");
    }
  }

  /** The readers' current annotations, without reviewers' decisions and without corrections. */
  List<Annotation> readings() {
    return current()
        .filter(annotation -> annotation.getRole() == AnnotationRole.ANNOTATION_ROLE_READER)
        .toList();
  }

  private Stream<Annotation> current() {
    return queued.getAnnotationsList().stream().filter(annotation -> !annotation.getSuperseded());
  }

  /**
   * The label of a reader.
   *
   * @throws InvalidLabelException if its outline or the reader's name cannot be written
   */
  LabelledFrame of(Annotation reading) {
    return label(
        reading.getAnnotator(),
        reading.getVerdict(),
        reading.getContourList(),
        Optional.of(reading),
        quality(reading.getQuality()));
  }

  /**
   * The result of the frame. It has control points if it is the outline of one annotation.
   *
   * @throws InvalidLabelException if there is no result, or its outline cannot be written
   */
  LabelledFrame result() {
    return label(
        RESULT,
        queued.getVerdict(),
        queued.getContourList(),
        current().filter(each -> each.getContourList().equals(queued.getContourList())).findFirst(),
        Optional.empty());
  }

  private LabelledFrame label(
      String reader,
      AnnotationVerdict verdict,
      List<Point> contour,
      Optional<Annotation> drawn,
      Optional<ImageQuality> quality) {
    return switch (verdict) {
      case ANNOTATION_VERDICT_OUTLINED -> {
        LabelledFrame outlined =
            LabelledFrame.outlined(frame, reader, pixels.outline(contour))
                .stating(phase(), quality);
        yield drawn
            .map(Annotation::getDrawing)
            .map(drawing -> DrawnCurve.on(outlined, drawing.getControlPointsList(), pixels))
            .orElse(outlined);
      }
      case ANNOTATION_VERDICT_NOT_ASSESSABLE ->
          LabelledFrame.notAssessable(frame, reader).stating(phase(), quality);
      default -> throw new InvalidLabelException("it has no result");
    };
  }

  private Optional<Phase> phase() {
    return switch (queued.getPhase()) {
      case CARDIAC_PHASE_END_DIASTOLE -> Optional.of(Phase.ED);
      case CARDIAC_PHASE_END_SYSTOLE -> Optional.of(Phase.ES);
      default -> Optional.empty();
    };
  }

  private static Optional<ImageQuality> quality(FrameQuality quality) {
    return switch (quality) {
      case FRAME_QUALITY_GOOD -> Optional.of(ImageQuality.GOOD);
      case FRAME_QUALITY_FAIR -> Optional.of(ImageQuality.MEDIUM);
      case FRAME_QUALITY_POOR -> Optional.of(ImageQuality.POOR);
      default -> Optional.empty();
    };
  }
}
