package org.echomotion.segmentation.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewProbabilitiesTest {

  @Test
  void averagesOverTheFrames() {
    ViewProbabilities found =
        ViewProbabilities.mean(
            List.of(new float[] {0.75f, 0.25f, 0}, new float[] {0.25f, 0.25f, 0.5f}));
    assertEquals(0.5, found.fourChamber(), 1e-9);
    assertEquals(0.25, found.twoChamber(), 1e-9);
    assertEquals(ViewProbabilities.Kind.FOUR_CHAMBER, found.kind());
    assertEquals(0.5, found.probability(), 1e-9);
  }

  @Test
  void isOtherOnlyWhereThatIsAsLikelyAsBothApicalViewsTogether() {
    assertEquals(ViewProbabilities.Kind.TWO_CHAMBER, new ViewProbabilities(0.2, 0.35, 0.45).kind());
    assertEquals(ViewProbabilities.Kind.OTHER, new ViewProbabilities(0.25, 0.25, 0.5).kind());
  }

  @Test
  void looksAtAtMostSixteenFramesSpreadOverTheClip() {
    assertEquals(List.of(0, 1, 2), ViewProbabilities.framesOf(3));
    List<Integer> many = ViewProbabilities.framesOf(160);
    assertEquals(16, many.size());
    assertEquals(5, many.get(0));
    assertEquals(155, many.get(15));
  }

  @Test
  void needsAFrame() {
    assertThrows(IllegalArgumentException.class, () -> ViewProbabilities.mean(List.of()));
  }
}
