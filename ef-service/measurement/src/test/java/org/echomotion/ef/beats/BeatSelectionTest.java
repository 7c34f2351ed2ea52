package org.echomotion.ef.beats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BeatSelectionTest {

  private static VolumeCurve curve(List<OptionalDouble> volumes) {
    return VolumeCurve.of(volumes, new FrameRate(50));
  }

  private static Beat beat(int start, int cycle, boolean complete, double ejectionFraction) {
    return new Beat(start, start + 15, start + cycle, complete, 100, 100 - ejectionFraction);
  }

  private static List<Boolean> included(List<Beat> beats) {
    VolumeCurve steady = curve(new Ventricle(100, 40, 0.8).filmed(0, 240, 50));
    return BeatSelection.assess(beats, steady).stream().map(AssessedBeat::included).toList();
  }

  @Test
  void aBeatThatTheClipMayCutIsLeftOutWhereThereAreOthers() {
    // End-systole on frame 237 of 240: three frames later it might have been lower.
    assertEquals(
        List.of(true, true, false),
        included(
            List.of(beat(142, 40, true, 60), beat(182, 40, true, 58), beat(222, 17, false, 55))));
    assertEquals(List.of(true), included(List.of(beat(222, 17, false, 55))));
    // Here only the next end-diastole is missing: the ejection fraction does not need it.
    assertEquals(
        List.of(true, true), included(List.of(beat(160, 40, true, 60), beat(200, 30, false, 58))));
  }

  @Test
  void aPrematureBeatAndTheBeatAfterItAreLeftOut() {
    // The third beat's cycle is short because the fourth comes early, not by its own ejection.
    assertEquals(
        List.of(true, true, true, false, false),
        included(
            List.of(
                beat(0, 40, true, 60),
                beat(40, 41, true, 58),
                beat(81, 25, true, 59),
                beat(106, 64, true, 45),
                beat(170, 40, true, 66))));
  }

  @Test
  void aPrematureBeatAtTheClipsEndIsToldByTheCycleBeforeIt() {
    assertEquals(
        List.of(true, true, true, false),
        included(
            List.of(
                beat(60, 40, true, 60),
                beat(100, 40, true, 58),
                beat(140, 24, true, 59),
                beat(164, 30, false, 48))));
  }

  @Test
  void aPrematureBeatIsMeasuredWhereThereIsNoOther() {
    assertEquals(List.of(true), included(List.of(beat(20, 60, true, 40))));
  }

  @Test
  void noBeatOfAnIrregularHeartIsPremature() {
    assertEquals(
        List.of(true, true, true, true, true),
        included(
            List.of(
                beat(10, 40, true, 60),
                beat(50, 52, true, 58),
                beat(102, 30, true, 59),
                beat(132, 48, true, 61),
                beat(180, 33, true, 60))));
  }

  @Test
  void anOutlierOfThreeBeatsIsLeftOut() {
    assertEquals(
        List.of(true, false, true),
        included(List.of(beat(0, 40, true, 60), beat(40, 40, true, 30), beat(80, 40, true, 58))));
    // Of two there is no telling which is wrong.
    assertEquals(
        List.of(true, true), included(List.of(beat(0, 40, true, 60), beat(40, 40, true, 30))));
  }

  @Test
  void aBeatWithAHoleInItsSystoleIsLeftOut() {
    List<OptionalDouble> volumes =
        new ArrayList<>(new Ventricle(100, 40, 0.8).filmed(-0.2, 140, 50));
    for (int i = 14; i < 24; i++) {
      volumes.set(i, OptionalDouble.empty());
    }
    VolumeCurve curve = curve(volumes);
    List<AssessedBeat> beats = BeatSelection.assess(BeatFinder.find(curve).beats(), curve);
    assertTrue(beats.get(0).exclusion().orElseThrow().contains("usable outline"));
    assertTrue(beats.get(1).included());
  }
}
