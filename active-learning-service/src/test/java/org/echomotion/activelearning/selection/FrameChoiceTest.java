package org.echomotion.activelearning.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.activelearning.queue.Phase;
import org.echomotion.activelearning.queue.Strategy;
import org.echomotion.activelearning.selection.FrameChoice.Chosen;
import org.echomotion.contract.common.v1.Point;
import org.junit.jupiter.api.Test;

class FrameChoiceTest {

  private static final Ranks NONE = new Ranks(Map.of());

  /** 100 frames at 50 frames per second; every tenth is uncertain, with increasing values. */
  private static List<FrameEvidence> clip() {
    List<FrameEvidence> frames = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Map<Reason, Double> reasons = new HashMap<>();
      if (i % 10 == 0) {
        reasons.put(Reason.CONTOUR_UNCERTAIN, i / 200.0);
      }
      if (i == 25 || i == 45) {
        reasons.put(Reason.EF_SENSITIVE, 3.0);
      }
      Phase phase = i == 25 ? Phase.END_DIASTOLE : i == 45 ? Phase.END_SYSTOLE : Phase.OTHER;
      frames.add(new FrameEvidence(i, i / 50.0, phase, 0.1, VentricleShape.NONE, reasons));
    }
    return frames;
  }

  private static List<Chosen> choose(Strategy strategy, int most, long seed) {
    return new FrameChoice(strategy, 0.15, NONE).choose(clip(), most, false, new Random(seed));
  }

  @Test
  void bothPhasesAreCoveredAndFramesAreApart() {
    int covered = 0;
    for (int seed = 0; seed < 200; seed++) {
      List<Chosen> chosen = choose(Strategy.FULL, 4, seed);
      assertEquals(5, chosen.size());
      Set<Integer> indices = new HashSet<>();
      chosen.forEach(each -> indices.add(each.frame().frameIndex()));
      covered += indices.contains(25) && indices.contains(45) ? 1 : 0;
      for (Chosen one : chosen) {
        for (Chosen other : chosen) {
          assertTrue(
              one == other
                  || Math.abs(one.frame().seconds() - other.frame().seconds()) >= 0.15 - 1e-9);
        }
      }
    }
    // 28 of 100 frames are too close to a phase; the random frame may be one of them.
    assertTrue(covered > 120, covered + " of 200");
  }

  /** A frame a second, with a ventricle of 40 x 40 pixels at a place, or without one. */
  private static FrameEvidence at(int index, int left, Map<Reason, Double> reasons) {
    return new FrameEvidence(index, index, Phase.OTHER, 0.1, square(left), reasons);
  }

  private static VentricleShape square(int left) {
    return left < 0
        ? VentricleShape.NONE
        : VentricleShape.of(
            new Outline(
                List.of(
                    point(left, 20), point(left + 40, 20), point(left + 40, 60), point(left, 60))));
  }

  private static Point point(int x, int y) {
    return Point.newBuilder().setX(x).setY(y).build();
  }

  /** The frames that are chosen if the last frame is the random one. */
  private static List<Integer> diverse(
      List<FrameEvidence> frames, int most, Ranks ranks, VentricleShape... queued) {
    FrameChoice choice = new FrameChoice(Strategy.DIVERSE, 0.15, ranks, List.of(queued));
    for (int seed = 0; ; seed++) {
      List<Integer> chosen =
          choice.choose(frames, most, false, new Random(seed)).stream()
              .map(each -> each.frame().frameIndex())
              .toList();
      if (chosen.get(0) == frames.size() - 1) {
        return chosen.subList(1, chosen.size());
      }
    }
  }

  @Test
  void theFarthestFramesAreChosenFirst() {
    List<FrameEvidence> frames =
        List.of(
            at(0, 0, Map.of()),
            at(1, 5, Map.of()),
            at(2, 70, Map.of()),
            at(3, 30, Map.of()),
            at(4, 72, Map.of()));
    // The random frame is frame 4: its twin, frame 2, comes last.
    assertEquals(List.of(0, 3, 1, 2), diverse(frames, 4, NONE));
    // A frame that is like one in the queue is of no use.
    assertEquals(List.of(3), diverse(frames, 1, NONE, square(0), square(72)));
  }

  @Test
  void ofEquallyFarFramesTheOneWithTheHighestRankIsChosen() {
    Ranks ranks = new Ranks(Map.of(Reason.AREA_JUMP, new double[] {0.1, 0.2, 0.3}));
    List<FrameEvidence> frames =
        List.of(
            at(0, 0, Map.of()),
            at(1, 0, Map.of(Reason.AREA_JUMP, 0.15)),
            at(2, 0, Map.of(Reason.AREA_JUMP, 0.25)),
            at(3, 0, Map.of(Reason.AREA_JUMP, 0.15)),
            at(4, 60, Map.of()));
    assertEquals(List.of(2), diverse(frames, 1, ranks));
    assertEquals(
        List.of(0),
        diverse(
            frames.stream()
                .map(f -> at(f.frameIndex(), f.frameIndex() == 4 ? 60 : 0, Map.of()))
                .toList(),
            1,
            ranks));
  }

  @Test
  void aDiverseFrameStatesHowFarItIs() {
    List<FrameEvidence> frames = List.of(at(0, 0, Map.of()), at(1, 20, Map.of()));
    FrameChoice choice =
        new FrameChoice(Strategy.DIVERSE, 0.15, NONE, List.of(square(0), VentricleShape.NONE));
    for (Chosen scored : choice.scored(frames, false, new Random(1))) {
      assertEquals(List.of(Reason.DIVERSE), scored.reasons());
    }
    assertEquals(
        0.5,
        choice.scored(frames, false, new Random(1)).get(1).frame().reasons().get(Reason.DIVERSE),
        0.02);
  }

  @Test
  void shapesWithoutACommonCellAreAtDistanceOne() {
    assertEquals(0, square(10).distanceTo(square(10)));
    assertEquals(1, square(0).distanceTo(square(60)));
    assertEquals(1, square(0).distanceTo(VentricleShape.NONE));
    assertEquals(0, VentricleShape.NONE.distanceTo(square(-1)));
    assertEquals(square(0).distanceTo(square(9)), square(9).distanceTo(square(0)));
  }

  @Test
  void theRandomFrameIsAnyFrame() {
    Set<Integer> seen = new HashSet<>();
    for (int seed = 0; seed < 2000; seed++) {
      Chosen sample = choose(Strategy.FULL, 3, seed).get(0);
      assertTrue(sample.randomSample());
      assertTrue(sample.reasons().contains(Reason.RANDOM));
      seen.add(sample.frame().frameIndex());
    }
    assertEquals(100, seen.size());
  }

  @Test
  void everyStrategyHasARandomFrameAndItsOwnReasons() {
    for (Chosen each : choose(Strategy.ENTROPY, 3, 1).subList(1, 4)) {
      assertEquals(List.of(Reason.CONTOUR_UNCERTAIN), each.reasons());
    }
    for (Strategy strategy : List.of(Strategy.RANDOM, Strategy.STRATIFIED_RANDOM)) {
      List<Chosen> chosen = choose(strategy, 3, 1);
      assertTrue(chosen.get(0).randomSample());
      chosen.forEach(each -> assertEquals(List.of(Reason.RANDOM), each.reasons()));
    }
  }

  @Test
  void higherRanksAreDrawnMoreOften() {
    Ranks ranks = new Ranks(Map.of(Reason.CONTOUR_UNCERTAIN, new double[] {0, 0.1, 0.2, 0.3, 0.4}));
    FrameChoice choice = new FrameChoice(Strategy.ENTROPY, 0.15, ranks);
    int high = 0;
    int low = 0;
    for (int seed = 0; seed < 2000; seed++) {
      int index = choice.choose(clip(), 1, false, new Random(seed)).get(1).frame().frameIndex();
      high += index >= 80 ? 1 : 0;
      low += index <= 10 ? 1 : 0;
    }
    assertTrue(high > 2 * low, high + " and " + low);
    assertTrue(low > 0, "noise lets every kind through");
  }

  @Test
  void poorPicturesAreReadAfterOthers() {
    FrameChoice choice = new FrameChoice(Strategy.FULL, 0.15, NONE);
    double poor =
        choice.choose(clip(), 3, true, new Random(5)).stream()
            .skip(1)
            .mapToDouble(Chosen::priority)
            .max()
            .orElseThrow();
    double good =
        choice.choose(clip(), 3, false, new Random(5)).stream()
            .mapToDouble(Chosen::priority)
            .min()
            .orElseThrow();
    assertTrue(poor < good, poor + " and " + good);
  }

  @Test
  void thePriorityOfTheRandomFrameDependsOnChanceAlone() {
    Ranks low = new Ranks(Map.of(Reason.CONTOUR_UNCERTAIN, new double[] {0.6, 0.6, 0.6}));
    Ranks high = new Ranks(Map.of(Reason.CONTOUR_UNCERTAIN, new double[] {0, 0, 0}));
    for (int seed = 0; seed < 50; seed++) {
      Chosen one =
          new FrameChoice(Strategy.ENTROPY, 0.15, low)
              .choose(clip(), 3, true, new Random(seed))
              .get(0);
      Chosen other =
          new FrameChoice(Strategy.ENTROPY, 0.15, high)
              .choose(clip(), 3, false, new Random(seed))
              .get(0);
      assertEquals(one.frame().frameIndex(), other.frame().frameIndex());
      assertEquals(one.priority(), other.priority(), 1e-12);
    }
  }

  @Test
  void aRankIsTheShareOfLowerValues() {
    Ranks ranks = new Ranks(Map.of(Reason.AREA_JUMP, new double[] {0.3, 0.1, 0.2}));
    assertEquals(0.125, ranks.of(Reason.AREA_JUMP, 0.05), 1e-12);
    assertEquals(0.5, ranks.of(Reason.AREA_JUMP, 0.2), 1e-12);
    assertEquals(0.875, ranks.of(Reason.AREA_JUMP, 9), 1e-12);
    assertEquals(0.5, ranks.of(Reason.NO_VENTRICLE, 0.7), 1e-12);
    assertFalse(ranks.of(Reason.AREA_JUMP, 9) >= 1);
    // Equal values count half each: one is lower, four are equal.
    Ranks equal = new Ranks(Map.of(Reason.NO_VENTRICLE, new double[] {0.5, 0.5, 0.1, 0.5, 0.5}));
    assertEquals((1 + 2 + 0.5) / 6, equal.of(Reason.NO_VENTRICLE, 0.5), 1e-12);
  }
}
