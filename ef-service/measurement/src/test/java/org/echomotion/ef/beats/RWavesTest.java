package org.echomotion.ef.beats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What R-waves make of the beats of a volume curve. */
class RWavesTest {

  private static final double HERTZ = 50;

  private static BeatFinder.Rhythm find(List<OptionalDouble> volumes, Double... rWaves) {
    return BeatFinder.find(
        VolumeCurve.of(volumes, new FrameRate(HERTZ)), new RWaves(List.of(rWaves)));
  }

  private static List<Integer> starts(BeatFinder.Rhythm rhythm) {
    return rhythm.beats().stream().map(Beat::endDiastolicFrame).toList();
  }

  @Test
  void theHeartRateIsThatOfTheRWaves() {
    // End-diastoles every 0.8 s from 0.2 s on; the R-waves lead them by up to 40 ms.
    List<OptionalDouble> volumes = new Ventricle(100, 40, 0.8).filmed(-0.2, 150, HERTZ);
    BeatFinder.Rhythm rhythm = find(volumes, 0.16, 0.98, 1.77, 2.58);
    assertEquals(60 / 0.81, rhythm.heartRate().orElseThrow().bpm(), 1e-9);
    assertEquals(List.of(10, 50, 90, 130), starts(rhythm));
    assertTrue(rhythm.electrocardiogram().orElseThrow().used());
    assertEquals(0.82 * HERTZ, rhythm.beats().get(0).cycleFrames(), 1e-9);
  }

  @Test
  void aPeakWithoutAnRWaveStartsNoBeat() {
    // A dent of the outlines in diastole: as deep as half a stroke, 0.2 s long.
    List<OptionalDouble> volumes =
        new ArrayList<>(new Ventricle(100, 40, 1.2).filmed(-0.2, 150, HERTZ));
    for (int i = 48; i < 60; i++) {
      volumes.set(i, OptionalDouble.of(volumes.get(i).getAsDouble() - 35));
    }
    assertEquals(4, starts(find(volumes)).size());
    assertEquals(List.of(10, 70, 130), starts(find(volumes, 0.2, 1.4, 2.6)));
  }

  @Test
  void anRWaveStartsABeatThatTheCurveAloneDoesNot() {
    // The third beat comes early and moves a fifth of the others' volume.
    List<OptionalDouble> volumes = new ArrayList<>();
    for (int i = 0; i < 190; i++) {
      double seconds = i / HERTZ - 0.2;
      double usual = new Ventricle(100, 40, 0.9).volume(seconds);
      boolean early = seconds > 1.42 && seconds < 1.8;
      double dip = 6 * (1 - Math.cos(2 * Math.PI * (seconds - 1.42) / 0.38));
      volumes.add(OptionalDouble.of(early ? usual - dip : usual));
    }
    assertEquals(List.of(10, 55, 100, 145), starts(find(volumes)));
    List<Integer> starts = starts(find(volumes, 0.2, 1.1, 1.64, 2.0, 2.9));
    assertEquals(5, starts.size());
    assertEquals(82, starts.get(2), 4);
  }

  @Test
  void whereRWavesAreMissingTheCurveParts() {
    List<OptionalDouble> volumes = new Ventricle(100, 40, 0.8).filmed(-0.2, 150, HERTZ);
    assertEquals(List.of(10, 50, 90, 130), starts(find(volumes, 0.2, 1.0)));
  }

  @Test
  void anRWaveAtTheClipsEndCompletesTheBeatBeforeIt() {
    // The clip ends within the atrial filling, 0.1 s before its highest volume.
    List<OptionalDouble> volumes = new Ventricle(100, 40, 0.8).filmed(-0.2, 46, HERTZ);
    assertFalse(find(volumes).beats().get(0).complete());
    Beat beat = find(volumes, 0.2, 0.9).beats().get(0);
    assertTrue(beat.complete());
    assertEquals(60, beat.ejectionFractionPercent(), 2);
  }

  @Test
  void rWavesThatDoNotFitTheCurveAreIgnored() {
    List<OptionalDouble> volumes = new Ventricle(100, 40, 0.8).filmed(-0.2, 150, HERTZ);
    BeatFinder.Rhythm without = find(volumes);
    BeatFinder.Rhythm rhythm = find(volumes, 0.5, 1.3, 2.1, 2.9);
    assertEquals(without.beats(), rhythm.beats());
    assertEquals(without.heartRate(), rhythm.heartRate());
    Electrocardiogram ecg = rhythm.electrocardiogram().orElseThrow();
    assertFalse(ecg.used());
    assertTrue(ecg.notUsed().orElseThrow().contains("half of the R-waves"));
  }

  @Test
  void withoutRWavesThereIsNoElectrocardiogram() {
    assertTrue(
        find(new Ventricle(100, 40, 0.8).filmed(-0.2, 150, HERTZ)).electrocardiogram().isEmpty());
  }

  @Test
  void rWavesOutOfOrderAreNone() {
    assertThrows(IllegalArgumentException.class, () -> new RWaves(List.of(0.5, 0.4)));
    assertThrows(IllegalArgumentException.class, () -> new RWaves(List.of(-0.1, 0.4)));
    assertThrows(IllegalArgumentException.class, () -> new RWaves(List.of(0.1, Double.NaN)));
  }
}
