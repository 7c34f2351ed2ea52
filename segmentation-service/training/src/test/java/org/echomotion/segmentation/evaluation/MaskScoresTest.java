package org.echomotion.segmentation.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MaskScoresTest {

  @Test
  void scoresTwoOverlappingSquaresAsByHand() {
    // Two 4x4 squares, 2 columns apart: 8 pixels in common, 24 in all.
    MaskScores scores = MaskScores.of(square(2, 2, 4), square(4, 2, 4), 12);
    assertEquals(16.0 / 32, scores.dice(), 1e-12);
    assertEquals(8.0 / 24, scores.iou(), 1e-12);
    assertEquals(2, scores.hausdorff95Pixels(), 1e-12);
  }

  @Test
  void equalMasksAgreeFully() {
    assertEquals(new MaskScores(1, 1, 0), MaskScores.of(square(3, 3, 5), square(3, 3, 5), 12));
  }

  @Test
  void distancesAreUndefinedWhereAMaskIsEmpty() {
    MaskScores oneEmpty = MaskScores.of(new boolean[144], square(3, 3, 5), 12);
    assertEquals(0, oneEmpty.dice(), 0);
    assertTrue(Double.isNaN(oneEmpty.hausdorff95Pixels()));
    assertEquals(1, MaskScores.of(new boolean[144], new boolean[144], 12).dice(), 0);
  }

  private static boolean[] square(int x0, int y0, int side) {
    boolean[] mask = new boolean[144];
    for (int y = y0; y < y0 + side; y++) {
      for (int x = x0; x < x0 + side; x++) {
        mask[y * 12 + x] = true;
      }
    }
    return mask;
  }
}
