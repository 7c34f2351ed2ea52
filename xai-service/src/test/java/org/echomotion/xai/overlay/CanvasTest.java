package org.echomotion.xai.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.echomotion.contract.ingest.v1.Geometry;
import org.echomotion.xai.Cine;
import org.junit.jupiter.api.Test;

class CanvasTest {

  private final Canvas canvas = Canvas.of(Cine.GEOMETRY, 640);

  @Test
  void keepsTheAspectOfTheDisplayFrames() {
    assertEquals(640, canvas.width());
    assertEquals(320, canvas.height());
  }

  @Test
  void hasEvenSidesWhateverTheFrames() {
    Canvas odd =
        Canvas.of(Cine.GEOMETRY.toBuilder().setDisplayHeight(333).setDisplayWidth(77).build(), 641);
    assertEquals(0, odd.width() % 2);
    assertEquals(0, odd.height() % 2);
  }

  @Test
  void putsWorkingPixelsWhereTheGeometrySays() {
    // The middle of the display frame, edge 100 of 200 and 50 of 100, is working
    // 100 * 0.56 + 0 - 0.5 = 55.5 and 50 * 0.56 + 28 - 0.5 = 55.5.
    assertEquals(320, canvas.x(55.5), 1e-9);
    assertEquals(160, canvas.y(55.5), 1e-9);
    // Display pixel (9, 19): working (9.5 * 0.56 - 0.5, 19.5 * 0.56 + 28 - 0.5) = (4.82, 38.42);
    // its
    // centre is at 9.5 * 3.2 = 30.4 and 19.5 * 3.2 = 62.4 on a canvas that is 3.2 times as large.
    assertEquals(30.4, canvas.x(4.82), 1e-9);
    assertEquals(62.4, canvas.y(38.42), 1e-9);
  }

  @Test
  void readsWorkingPixelsBack() {
    assertEquals(4.82, canvas.workingX(30.4), 1e-9);
    assertEquals(38.42, canvas.workingY(62.4), 1e-9);
  }

  @Test
  void knowsAFrameThatIsTheWorkingFrame() {
    Geometry same =
        Geometry.newBuilder()
            .setDisplayHeight(112)
            .setDisplayWidth(112)
            .setWorkingHeight(112)
            .setWorkingWidth(112)
            .setWorkingScale(1)
            .build();
    // Centre of the first pixel, enlarged five times: 2.5.
    assertEquals(2.5, Canvas.of(same, 560).x(0), 1e-9);
  }
}
