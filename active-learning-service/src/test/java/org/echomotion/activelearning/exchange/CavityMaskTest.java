package org.echomotion.activelearning.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.echomotion.ef.contour.Point;
import org.junit.jupiter.api.Test;

class CavityMaskTest {

  /** One text for each row, # for a pixel of the cavity. */
  public static CavityMask mask(String... rows) {
    FrameSize size = new FrameSize(rows[0].length(), rows.length);
    boolean[] inside = new boolean[size.pixels()];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = rows[i / size.width()].charAt(i % size.width()) == '#';
    }
    return new CavityMask(size, inside);
  }

  @Test
  void aPixelIsInsideIfItsCentreIs() {
    CavityMask triangle =
        CavityMask.of(
            List.of(new Point(0.6, 0.5), new Point(3.4, 0.5), new Point(3.4, 3.3)),
            new FrameSize(5, 4));
    assertArrayEquals(mask(".....", "..##.", "...#.", ".....").inside(), triangle.inside());
  }

  @Test
  void outlineHasTheSamePixelsInside() {
    for (LabelledFrame label : Ventricles.labels()) {
      CavityMask mask = CavityMask.of(label);
      List<Point> outline = mask.outline();
      assertArrayEquals(mask.inside(), CavityMask.of(outline, mask.size()).inside());
      assertTrue(outline.size() < 400, outline.size() + " points");
    }
  }

  @Test
  void outlineOfASquareRunsHalfAPixelAroundIt() {
    CavityMask square = mask("......", ".####.", ".####.", ".####.", ".####.", "......");
    List<Point> outline = square.outline();
    // The sides run along 0.5 and 4.5; the corners are cut by half a pixel or less.
    assertTrue(
        outline.stream()
            .allMatch(p -> p.x() >= 0.5 && p.y() >= 0.5 && p.x() <= 4.5 && p.y() <= 4.5));
    assertEquals(15.5, OutlineCheck.polygon(outline).getArea(), 0.51);
  }

  @Test
  void dropsAStrayPixelButRefusesHolesAndFurtherPieces() {
    boolean[] large = CavityMask.of(Ventricles.labels().get(0)).inside();
    boolean[] stray = large.clone();
    stray[0] = true;
    CavityMask outlined =
        CavityMask.of(new CavityMask(Ventricles.SMALL, stray).outline(), Ventricles.SMALL);
    assertArrayEquals(large, outlined.inside());

    CavityMask pieces = mask(".......", ".##.##.", ".##.##.", ".......");
    assertEquals(
        "a mask has holes, or more than one piece",
        assertThrows(InvalidLabelException.class, pieces::outline).getMessage());
    CavityMask hole = mask(".....", ".###.", ".#.#.", ".###.", ".....");
    assertThrows(InvalidLabelException.class, hole::outline);
    CavityMask empty = mask("...", "...", "...");
    assertEquals(
        "a mask is empty", assertThrows(InvalidLabelException.class, empty::outline).getMessage());
  }

  @Test
  void refusesABorderThatIsTooRagged() {
    // A comb: one column, and every second row.
    boolean[] comb = new boolean[200 * 200];
    for (int i = 0; i < comb.length; i++) {
      comb[i] = i % 200 == 0 || i / 200 % 2 == 0;
    }
    CavityMask mask = new CavityMask(new FrameSize(200, 200), comb);
    assertEquals(
        "a mask's border is too ragged for an outline",
        assertThrows(InvalidLabelException.class, mask::outline).getMessage());
  }

  @Test
  void refusesAMaskOfAnotherSize() {
    FrameSize size = new FrameSize(3, 3);
    assertThrows(InvalidLabelException.class, () -> new CavityMask(size, new boolean[8]));
  }

  @Test
  void diceIsTwiceTheCommonPixelsOverBoth() {
    assertEquals(2.0 * 2 / (3 + 4), mask("###.", "....").dice(mask(".##.", ".##.")), 1e-12);
    assertEquals(1, mask("..").dice(mask("..")));
    assertThrows(IllegalArgumentException.class, () -> mask("..").dice(mask("...")));
  }
}
