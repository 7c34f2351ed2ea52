package org.echomotion.activelearning.exchange.annotationweb;

import static org.echomotion.activelearning.exchange.RoundTrip.assertKept;
import static org.echomotion.activelearning.exchange.RoundTrip.assertRefused;
import static org.echomotion.activelearning.exchange.RoundTrip.stream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.activelearning.exchange.ClipFrame;
import org.echomotion.activelearning.exchange.ControlPoint;
import org.echomotion.activelearning.exchange.FrameSize;
import org.echomotion.activelearning.exchange.ImageQuality;
import org.echomotion.activelearning.exchange.ImportLimits;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.Phase;
import org.echomotion.activelearning.exchange.Spline;
import org.echomotion.activelearning.exchange.Ventricles;
import org.echomotion.ef.contour.Point;
import org.junit.jupiter.api.Test;

class AnnotationWebTest {

  /** As annotationweb writes it; object 1 is the epicardium. */
  private static final String FOREIGN =
      """
      - model: annotationweb.label
        pk: 2
        fields: {name: Left atrium, color_red: 255}
      - model: annotationweb.imagesequence
        pk: $annotationweb$imagesequence$1$
        fields:
          format: /data/subject/clip7/frame_#.mhd
          subject: $annotationweb$subject$1$
          nr_of_frames: 9
          start_frame_nr: 1
      - model: annotationweb.task
        pk: $annotationweb$task$1$
        fields: {name: Echo, type: cardiac_segmentation}
      - model: annotationweb.imageannotation
        pk: $annotationweb$imageannotation$1$
        fields:
          image: $annotationweb$imagesequence$1$
          task: $annotationweb$task$1$
          user: 12
          date: 2025-12-10 14:42:00
          image_quality: ok
          comments: ''
          rejected: false
          finished: true
      - model: annotationweb.keyframeannotation
        pk: $annotationweb$keyframeannotation$1$
        fields:
          image_annotation: $annotationweb$imageannotation$1$
          frame_nr: 4
          frame_metadata: ED
      """
          + point(1, 20, 8, 0, true)
          + point(0, 10.25, 30, 0, false)
          + point(2, 30, 30, 0, false)
          + point(0, 1, 1, 1, false);

  private static String point(int index, double x, double y, int object, boolean uncertain) {
    return """
    - model: spline_segmentation.controlpoint
      pk: $spline_segmentation$controlpoint$%d$
      fields:
        image: $annotationweb$keyframeannotation$1$
        label: 2
        x: %s
        y: %s
        index: %d
        object: %d
        uncertain: %s
    """
        .formatted(index, x, y, index, object, uncertain);
  }

  private static List<LabelledFrame> read(InputStream in) throws IOException {
    return AnnotationWebReader.read(
        in,
        "unknown",
        clip -> clip.startsWith("patient") ? Ventricles.LARGE : Ventricles.SMALL,
        ImportLimits.DEFAULT);
  }

  private static String written(List<LabelledFrame> labels) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AnnotationWebWriter.write(labels, clip -> 50, Instant.parse("2026-01-02T03:04:05Z"), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void keepsOutlinesReadersAndVerdicts() throws IOException {
    List<LabelledFrame> labels = new ArrayList<>(Ventricles.labels());
    labels.add(
        LabelledFrame.notAssessable(new ClipFrame("dark", 2, Ventricles.SMALL), "y: \"no\"")
            .stating(Optional.empty(), Optional.of(ImageQuality.POOR)));
    assertKept(labels, read(stream(written(labels))), 0.995);
  }

  @Test
  void keepsControlPointsAndTheirFlags() throws IOException {
    List<ControlPoint> points =
        List.of(
            new ControlPoint(new Point(40.125, 90), false),
            new ControlPoint(new Point(55, 20), true),
            new ControlPoint(new Point(80, 88.5), false));
    ClipFrame frame = new ClipFrame("clip", 3, Ventricles.SMALL);
    List<LabelledFrame> labels =
        List.of(
            LabelledFrame.outlined(frame, "anna", new Spline(points, false)),
            LabelledFrame.outlined(frame, "bo", new Spline(points, true)));
    String yaml = written(labels);
    assertEquals(labels, read(stream(yaml)));
    assertTrue(yaml.contains("uncertain: true"));
  }

  @Test
  void readsTheEndocardiumOfACardiacTask() throws IOException {
    LabelledFrame label = read(stream(FOREIGN)).get(0);
    assertEquals(new ClipFrame("clip7", 3, Ventricles.SMALL), label.frame());
    assertEquals("12", label.reader());
    assertEquals(Optional.of(Phase.ED), label.phase());
    assertEquals(Optional.of(ImageQuality.MEDIUM), label.imageQuality());
    assertEquals(
        Optional.of(
            new Spline(
                List.of(
                    new ControlPoint(new Point(10.25, 30), false),
                    new ControlPoint(new Point(20, 8), true),
                    new ControlPoint(new Point(30, 30), false)),
                false)),
        label.spline());
  }

  @Test
  void readsTheLabelledObjectOfASplineTask() throws IOException {
    String spline =
        FOREIGN
            .replace("cardiac_segmentation", "spline_segmentation")
            .replace("Left atrium", "Left ventricle");
    assertRefused("key frame 1: it has more than one outline", spline, AnnotationWebTest::read);
    LabelledFrame label = read(stream(spline.replace("object: 1", "object: 0"))).get(0);
    assertEquals(true, label.spline().orElseThrow().closed());
    assertEquals(4, label.spline().orElseThrow().points().size());
    assertRefused(
        "the file: it holds no label of the left ventricle",
        FOREIGN.replace("cardiac_segmentation", "spline_segmentation"),
        AnnotationWebTest::read);
  }

  @Test
  void aRejectedSequenceIsNotAssessable() throws IOException {
    LabelledFrame label = read(stream(FOREIGN.replace("rejected: false", "rejected: true"))).get(0);
    assertEquals(false, label.isOutlined());
  }

  @Test
  void refusesRowsThatBreakARule() {
    assertRefused(
        "key frame 1: its task is missing",
        FOREIGN.replace("pk: $annotationweb$task$1$", "pk: 77"),
        AnnotationWebTest::read);
    assertRefused(
        "key frame 1: a spline has 2 points; 3 to 200 are needed",
        FOREIGN.replace("index: 2\n    object: 0", "index: 2\n    object: 5"),
        AnnotationWebTest::read);
    assertRefused(
        "key frame 1: x must be a number",
        FOREIGN.replace("x: 10.25", "x: ten"),
        AnnotationWebTest::read);
    assertRefused(
        "the file: it is not valid YAML, or too large at line 46",
        FOREIGN.replace("x: 10.25", "x: .nan"),
        AnnotationWebTest::read);
    assertRefused(
        "key frame 1: the sequence has no folder",
        FOREIGN.replace("/data/subject/clip7/frame_#.mhd", "frame_#.mhd"),
        AnnotationWebTest::read);
    assertRefused(
        "key frame 1: a frame's index must be 0 to 999999",
        FOREIGN.replace("frame_nr: 4", "frame_nr: 0"),
        AnnotationWebTest::read);
    assertRefused(
        "row 2: its pk is not unique",
        "- {model: annotationweb.label, pk: 2, fields: {name: LV}}\n" + FOREIGN,
        AnnotationWebTest::read);
    assertRefused("row 1: pk must be a key", "- model: x\n", AnnotationWebTest::read);
    assertRefused(
        "the file: it is not valid YAML, or too large at line 1",
        "- {a: [1",
        AnnotationWebTest::read);
    assertRefused(
        "the file: it is not valid YAML, or too large", "[".repeat(100), AnnotationWebTest::read);
  }

  @Test
  void refusesControlPointsOutsideTheClipsFrames() {
    FrameSize narrow = new FrameSize(25, 112);
    assertRefused(
        "key frame 1: an outline has a point outside the frame",
        FOREIGN,
        in -> AnnotationWebReader.read(in, "r", clip -> narrow, ImportLimits.DEFAULT));
  }
}
