package org.echomotion.activelearning.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.echomotion.activelearning.queue.Verdict;
import org.echomotion.ef.contour.Point;
import org.junit.jupiter.api.Test;

class LabelledFrameTest {

  private static final ClipFrame FRAME = new ClipFrame("clip", 3, new FrameSize(20, 10));

  private static void refused(String reason, Point... outline) {
    refused(reason, List.of(outline));
  }

  private static void refused(String reason, List<Point> outline) {
    InvalidLabelException refusal =
        assertThrows(
            InvalidLabelException.class, () -> LabelledFrame.outlined(FRAME, "anna", outline));
    assertEquals(reason, refusal.getMessage());
  }

  @Test
  void refusesTooFewAndTooManyPoints() {
    refused("an outline has 2 points; 3 to 1000 are needed", new Point(1, 1), new Point(5, 5));
    List<Point> circle =
        IntStream.range(0, 1001)
            .mapToObj(i -> i * 2 * Math.PI / 1001)
            .map(a -> new Point(8 + 4 * Math.cos(a), 5 + 4 * Math.sin(a)))
            .toList();
    refused("an outline has 1001 points; 3 to 1000 are needed", circle);
    assertEquals(
        1000, LabelledFrame.outlined(FRAME, "anna", circle.subList(0, 1000)).outline().size());
  }

  @Test
  void refusesPointsOutsideTheFrame() {
    String outside = "an outline has a point outside the frame";
    refused(outside, new Point(1, 1), new Point(19.6, 1), new Point(5, 5));
    refused(outside, new Point(1, 1), new Point(5, 9.6), new Point(5, 5));
    refused(outside, new Point(-0.6, 1), new Point(5, 5), new Point(9, 1));
    refused(outside, new Point(1, -0.6), new Point(5, 5), new Point(9, 1));
    List<Point> whole =
        List.of(
            new Point(-0.5, -0.5),
            new Point(19.5, -0.5),
            new Point(19.5, 9.5),
            new Point(-0.5, 9.5));
    assertEquals(whole, LabelledFrame.outlined(FRAME, "anna", whole).outline());
  }

  @Test
  void refusesOutlinesThatCrossThemselvesOrEncloseNothing() {
    refused(
        "an outline crosses or touches itself",
        new Point(1, 1),
        new Point(9, 8),
        new Point(9, 1),
        new Point(2, 7));
    refused(
        "an outline encloses less than one square pixel",
        new Point(1, 1),
        new Point(5, 5),
        new Point(9, 9));
  }

  @Test
  void refusesCoordinatesThatAreNoNumbers() {
    assertThrows(InvalidLabelException.class, () -> OutlineCheck.point(Double.NaN, 1));
    assertThrows(
        InvalidLabelException.class, () -> OutlineCheck.point(1, Double.POSITIVE_INFINITY));
    assertThrows(
        InvalidLabelException.class, () -> CornerCoordinates.outline(new double[] {1, 2, 3}));
  }

  @Test
  void refusesNamesAndSizesThatAreNotPossible() {
    FrameSize size = FRAME.size();
    for (String clip : List.of("", ".hidden", "../up", "a/b", "=cmd", "a\nb", "x".repeat(201))) {
      assertThrows(InvalidLabelException.class, () -> new ClipFrame(clip, 0, size), clip);
    }
    assertThrows(InvalidLabelException.class, () -> new ClipFrame("clip", -1, size));
    assertThrows(InvalidLabelException.class, () -> new ClipFrame("clip", 1_000_000, size));
    assertThrows(InvalidLabelException.class, () -> new FrameSize(0, 5));
    assertThrows(InvalidLabelException.class, () -> new FrameSize(5, 2049));
    for (String reader : List.of("", " ", "a\u0000", "x".repeat(201))) {
      assertThrows(
          InvalidLabelException.class, () -> LabelledFrame.notAssessable(FRAME, reader), reader);
    }
  }

  @Test
  void refusesAnOutlineOfAFrameThatIsNotAssessable() {
    assertThrows(
        InvalidLabelException.class,
        () ->
            new LabelledFrame(
                FRAME,
                "anna",
                Verdict.NOT_ASSESSABLE,
                Optional.empty(),
                Optional.empty(),
                List.of(new Point(1, 1), new Point(9, 1), new Point(5, 8)),
                Optional.empty()));
  }

  @Test
  void namesPicturesByClipAndFrame() {
    assertEquals("clip_000003.png", FrameName.of(FRAME));
    assertEquals(FRAME, FrameName.parse("some/folder/clip_000003.png", FRAME.size()));
    assertEquals(
        new ClipFrame("a_b", 12, FRAME.size()), FrameName.parse("C:\\x\\a_b-12.JPG", FRAME.size()));
    assertThrows(InvalidLabelException.class, () -> FrameName.parse("clip.png", FRAME.size()));
  }

  @Test
  void recognisesNamesOfTheLeftVentricle() {
    Stream.of("Left_Ventricle", "LV", "left ventricle", "LV-cavity", "Endocardium")
        .forEach(name -> assertEquals(true, LeftVentricle.isNamed(name), name));
    Stream.of("left atrium", "myocardium", "LVOT", "")
        .forEach(name -> assertEquals(false, LeftVentricle.isNamed(name), name));
  }
}
