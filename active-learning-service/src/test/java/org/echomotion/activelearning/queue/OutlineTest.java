package org.echomotion.activelearning.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.error.EchoMotionException;
import org.junit.jupiter.api.Test;

class OutlineTest {

  private static Point point(float x, float y) {
    return Point.newBuilder().setX(x).setY(y).build();
  }

  @Test
  void measuresTheAreaOfARectangle() {
    Outline outline =
        Outline.drawn(List.of(point(10, 10), point(20, 10), point(20, 40), point(10, 40)));
    assertEquals(300, outline.polygon().getArea(), 1e-9);
  }

  @Test
  void readsBackWhatItWrote() {
    Outline outline = new Outline(List.of(point(1.25f, -0.5f), point(111.5f, 3.75f)));
    assertEquals(outline, Outline.fromBytes(outline.toBytes()));
  }

  @Test
  void refusesWhatIsNoOutline() {
    refused(List.of(point(1, 1), point(5, 5)));
    refused(Collections.nCopies(1001, point(1, 1)));
    refused(List.of(point(1, 1), point(5, 1), point(112, 60)));
    refused(List.of(point(1, 1), point(5, 1), point(Float.NaN, 60)));
    refused(List.of(point(1, 1), point(5, 5), point(9, 9)));
    refused(List.of(point(1, 1), point(50, 50), point(50, 1), point(1, 50)));
  }

  private static void refused(List<Point> points) {
    EchoMotionException refusal =
        assertThrows(EchoMotionException.class, () -> Outline.drawn(points));
    assertEquals(ActiveLearningError.BAD_CONTOUR, refusal.code());
  }
}
