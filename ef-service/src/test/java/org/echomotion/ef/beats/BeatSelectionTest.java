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
  void completeBeatsStandAloneWhereThereAreAny() {
    assertEquals(
        List.of(true, true, false),
        included(List.of(beat(0, 40, true, 60), beat(40, 40, true, 58), beat(80, 30, false, 55))));
    assertEquals(List.of(true), included(List.of(beat(0, 30, false, 55))));
  }

  @Test
  void aPrematureBeatAndThePauseAfterItAreLeftOut() {
    assertEquals(
        List.of(true, true, false, false, true),
        included(
            List.of(
                beat(0, 40, true, 60),
                beat(40, 41, true, 58),
                beat(81, 25, true, 50),
                beat(106, 64, true, 66),
                beat(170, 40, true, 59))));
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
