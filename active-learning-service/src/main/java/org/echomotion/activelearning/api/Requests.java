package org.echomotion.activelearning.api;

import com.google.protobuf.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.queue.CampaignSettings;
import org.echomotion.activelearning.queue.FrameQuality;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.activelearning.queue.Submission;
import org.echomotion.activelearning.queue.Verdict;
import org.echomotion.contract.activelearning.v1.AnnotationVerdict;
import org.echomotion.contract.activelearning.v1.ControlPoint;
import org.echomotion.contract.activelearning.v1.CorrectFrameRequest;
import org.echomotion.contract.activelearning.v1.Drawing;
import org.echomotion.contract.activelearning.v1.SubmitRequest;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.error.EchoMotionException;

/** Checks the fields of requests. Each method throws {@code BAD_REQUEST} or {@code BAD_CONTOUR}. */
public final class Requests {

  private static final int MOST_CONTROL_POINTS = 200;
  private static final int LONGEST_REASON = 200;

  /** Largest coordinate of a display pixel. */
  private static final float FARTHEST = 1 << 16;

  private static final java.time.Duration LONGEST_WORK = java.time.Duration.ofHours(8);

  private Requests() {}

  /** Parses an identifier. */
  public static UUID uuid(String field, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new EchoMotionException(e, ActiveLearningError.BAD_REQUEST, field + " is not a UUID");
    }
  }

  static Optional<java.time.Duration> lease(boolean stated, Duration duration) {
    return stated
        ? Optional.of(CampaignSettings.requireLease(duration(duration)))
        : Optional.empty();
  }

  static java.time.Duration duration(Duration duration) {
    try {
      return java.time.Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
    } catch (ArithmeticException e) {
      throw bad("a duration is out of range");
    }
  }

  static String reason(String text) {
    if (text.isBlank() || text.length() > LONGEST_REASON) {
      throw bad("a reason must have 1 to " + LONGEST_REASON + " characters");
    }
    return text.strip();
  }

  static Submission submission(SubmitRequest request) {
    Verdict verdict = verdict(request.getVerdict());
    List<Point> contour = request.getContourList();
    Optional<Drawing> drawing = Optional.empty();
    if (request.hasDrawing()) {
      if (!contour.isEmpty()) {
        throw bad("the outline is stated twice, in contour and in drawing");
      }
      contour = request.getDrawing().getContourList();
      drawing = marks(request.getDrawing());
    }
    if (verdict == Verdict.NOT_ASSESSABLE && !contour.isEmpty()) {
      throw bad("a frame that is not assessable must not have an outline");
    }
    Optional<java.time.Duration> spent = Optional.empty();
    if (request.hasTimeSpent()) {
      java.time.Duration stated = duration(request.getTimeSpent());
      if (stated.isNegative() || stated.compareTo(LONGEST_WORK) > 0) {
        throw bad("time_spent must be 0 seconds to 8 hours");
      }
      spent = Optional.of(stated);
    }
    return new Submission(
        verdict,
        verdict == Verdict.OUTLINED ? Outline.drawn(contour) : Outline.none(),
        verdict == Verdict.OUTLINED ? drawing : Optional.empty(),
        quality(request),
        spent);
  }

  /** Returns a correction. Its outline is checked as that of a submission. */
  static Submission correction(CorrectFrameRequest request) {
    SubmitRequest.Builder submission =
        SubmitRequest.newBuilder()
            .setVerdict(AnnotationVerdict.ANNOTATION_VERDICT_OUTLINED)
            .setDrawing(request.getDrawing());
    if (request.hasTimeSpent()) {
      submission.setTimeSpent(request.getTimeSpent());
    }
    return submission(submission.build());
  }

  static Verdict verdict(AnnotationVerdict verdict) {
    return switch (verdict) {
      case ANNOTATION_VERDICT_OUTLINED -> Verdict.OUTLINED;
      case ANNOTATION_VERDICT_NOT_ASSESSABLE -> Verdict.NOT_ASSESSABLE;
      default -> throw bad("the verdict is missing");
    };
  }

  private static Optional<FrameQuality> quality(SubmitRequest request) {
    return switch (request.getQuality()) {
      case FRAME_QUALITY_GOOD -> Optional.of(FrameQuality.GOOD);
      case FRAME_QUALITY_FAIR -> Optional.of(FrameQuality.FAIR);
      case FRAME_QUALITY_POOR -> Optional.of(FrameQuality.POOR);
      case FRAME_QUALITY_UNSPECIFIED -> Optional.empty();
      default -> throw bad("the quality is unknown");
    };
  }

  /** Returns the control points and marks of a drawing; empty if it has none. */
  static Optional<Drawing> marks(Drawing drawing) {
    Drawing marks = checked(drawing).toBuilder().clearContour().build();
    return marks.equals(Drawing.getDefaultInstance()) ? Optional.empty() : Optional.of(marks);
  }

  /** Returns an unfinished drawing: its outline may cross itself or be empty. */
  static Drawing draft(Drawing drawing) {
    if (drawing.getContourCount() > Outline.MOST_POINTS) {
      throw new EchoMotionException(
          ActiveLearningError.BAD_CONTOUR,
          "it has %d points; at most %d are allowed"
              .formatted(drawing.getContourCount(), Outline.MOST_POINTS));
    }
    drawing.getContourList().forEach(Requests::requireNumbers);
    return checked(drawing);
  }

  private static Drawing checked(Drawing drawing) {
    if (drawing.getControlPointsCount() > MOST_CONTROL_POINTS) {
      throw bad("a drawing may have at most " + MOST_CONTROL_POINTS + " control points");
    }
    for (ControlPoint point : drawing.getControlPointsList()) {
      require(point.getX(), point.getY());
    }
    if (drawing.hasApex()) {
      requireNumbers(drawing.getApex());
    }
    if (drawing.getAnnulusCount() != 0 && drawing.getAnnulusCount() != 2) {
      throw bad("a drawing must have two hinges of the annulus, or none");
    }
    drawing.getAnnulusList().forEach(Requests::requireNumbers);
    return drawing;
  }

  private static void requireNumbers(Point point) {
    require(point.getX(), point.getY());
  }

  private static void require(float x, float y) {
    // NaN is refused, too.
    if (!(Math.abs(x) <= FARTHEST && Math.abs(y) <= FARTHEST)) {
      throw bad("a coordinate is out of range or not a number");
    }
  }

  static EchoMotionException bad(String what) {
    return new EchoMotionException(ActiveLearningError.BAD_REQUEST, what);
  }
}
