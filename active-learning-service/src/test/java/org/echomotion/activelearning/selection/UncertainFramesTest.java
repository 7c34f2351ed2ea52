package org.echomotion.activelearning.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.echomotion.activelearning.selection.UncertainFrames.Candidate;
import org.junit.jupiter.api.Test;

class UncertainFramesTest {

  private static final List<Candidate> FRAMES =
      List.of(
          new Candidate(0, 0.30),
          new Candidate(1, 0.50),
          new Candidate(2, 0.49),
          new Candidate(3, 0.10),
          new Candidate(9, 0.30),
          new Candidate(20, 0.40));

  private static List<Integer> indices(UncertainFrames selection, double frameRateHz) {
    return selection.select(FRAMES, frameRateHz).stream().map(Candidate::frameIndex).toList();
  }

  @Test
  void takesTheMostUncertainFirst() {
    assertEquals(List.of(1, 2, 20), indices(new UncertainFrames(3, 0, 0), 50));
  }

  @Test
  void skipsNeighboursOfWhatItTook() {
    // 0.1 s at 50 fps is 5 frames: 2 and 0 lie too close to 1.
    assertEquals(List.of(1, 20, 9), indices(new UncertainFrames(3, 0, 0.1), 50));
  }

  @Test
  void leavesOutWhatTheModelWasSureOf() {
    assertEquals(List.of(1, 2, 20), indices(new UncertainFrames(9, 0.35, 0), 50));
  }

  @Test
  void takesTheEarlierOfEquals() {
    assertEquals(List.of(1, 2, 20, 0), indices(new UncertainFrames(4, 0, 0), 50));
  }
}
