package org.echomotion.cli.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.contract.activelearning.v1.Annotation;
import org.echomotion.contract.activelearning.v1.AnnotationRole;
import org.echomotion.contract.activelearning.v1.ControlPoint;
import org.echomotion.contract.activelearning.v1.Drawing;
import org.echomotion.contract.common.v1.Point;
import org.junit.jupiter.api.Test;

/** Which labels an annotated frame gives, and where their points are. */
class FrameLabelsTest extends LabelExportFixture {

  @Test
  void leavesOutSupersededAnnotationsCorrectionsAndReviewersWhoseDecisionIsTheResult()
      throws IOException {
    queue.frames.add(
        frame("a", 3)
            .addAnnotations(reading("anna").setSuperseded(true))
            .addAnnotations(reading("ben"))
            .addAnnotations(reading("ben").setRole(AnnotationRole.ANNOTATION_ROLE_REVIEWER))
            .addAnnotations(reading("cleo").setRole(AnnotationRole.ANNOTATION_ROLE_CORRECTION))
            .build());
    assertEquals(ExitCode.OK, export("coco-rle"));
    assertEquals(
        List.of("a 3 ben", "a 3 result"),
        read(LabelFormat.COCO_RLE).stream().map(LabelExportFixture::words).sorted().toList());
  }

  @Test
  void keepsControlPointsWithTheirFlagsIfTheirCurveIsTheOutline() throws IOException {
    List<ControlPoint> ellipse = new ArrayList<>();
    List<Point> contour = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      double x = 200 + 60 * Math.cos(i * Math.PI / 30);
      double y = 150 + 100 * Math.sin(i * Math.PI / 30);
      contour.add(point((x + 0.5) * 0.28 - 0.5, (y + 0.5) * 0.28 + 14 - 0.5));
      if (i % 5 == 0) {
        ellipse.add(
            ControlPoint.newBuilder().setX((float) x).setY((float) y).setNotSeen(i == 10).build());
      }
    }
    Annotation.Builder drawn =
        reading("anna")
            .clearContour()
            .addAllContour(contour)
            .setDrawing(Drawing.newBuilder().addAllControlPoints(ellipse));
    queue.frames.add(
        frame("a", 3).clearContour().addAllContour(contour).addAnnotations(drawn).build());
    Annotation.Builder other =
        reading("anna").setDrawing(Drawing.newBuilder().addAllControlPoints(ellipse));
    queue.frames.add(frame("a", 4).addAnnotations(other).build());
    assertEquals(ExitCode.OK, export("annotationweb"));
    List<LabelledFrame> labels = read(LabelFormat.ANNOTATIONWEB);
    assertEquals(
        List.of(12, 12, 120, 120),
        labels.stream().map(label -> label.spline().orElseThrow().points().size()).toList());
    for (LabelledFrame label : labels.subList(0, 2)) {
      assertTrue(label.spline().orElseThrow().points().get(2).notSeen());
      assertFalse(label.spline().orElseThrow().points().get(3).notSeen());
      assertEquals(260, label.spline().orElseThrow().points().get(0).position().x(), 1e-3);
      assertEquals(Math.PI * 60 * 100, area(label), 200);
    }
    assertEquals(AREA, area(labels.get(3)), AREA * 0.01);
  }

  @Test
  void clipsWhatRoundingLeftOutsideAndLeavesOutWhatIsFarther() throws IOException {
    // 0.5 and 2 working pixels above the picture.
    queue.frames.add(
        frame("a", 3).clearContour().addAllContour(rectangle(28, 13.5f, 56, 84)).build());
    queue.frames.add(frame("a", 4).clearContour().addAllContour(rectangle(28, 12, 56, 84)).build());
    queue.frames.add(frame("a", 20).build());
    queue.frames.add(frame("b", 1).clearGeometry().build());
    queue.frames.add(
        frame("c", 1).addAnnotations(reading("result")).addAnnotations(reading("anna")).build());
    assertEquals(ExitCode.OK, export("coco"));
    assertEquals(
        """
        left out frame 4 of clip a, reader result: an outline has a point outside the frame
        left out frame 20 of clip a: its clip has fewer frames
        left out frame 1 of clip b: the size of its frames is unknown
        left out frame 1 of clip c, reader result: the frame has another label of this name
        """,
        said.toString().lines().limit(4).map(line -> line + "\n").reduce("", String::concat));
    assertTrue(said.toString().endsWith("Wrote 2 frames, left out 4 labels.\n"), said::toString);
    List<LabelledFrame> labels = read(LabelFormat.COCO);
    assertEquals(-0.5, labels.get(0).outline().get(0).y(), 1e-9);
    assertEquals(100 * 250, area(labels.get(0)));
  }
}
