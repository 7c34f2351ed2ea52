package org.echomotion.ef.beats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BeatFinderTest {

  private static BeatFinder.Rhythm find(List<OptionalDouble> volumes, double hertz) {
    return BeatFinder.find(VolumeCurve.of(volumes, new FrameRate(hertz)));
  }

  @ParameterizedTest
  @CsvSource({"45, 30", "60, 30", "70, 50", "101, 50", "70, 33", "130, 60", "70, 80", "50, 25"})
  void findsEveryBeatOfARegularHeart(double bpm, double hertz) {
    double cycle = 60 / bpm;
    Ventricle ventricle = new Ventricle(100, 40, cycle);
    // Five cycles from the middle of a diastole.
    BeatFinder.Rhythm rhythm =
        find(ventricle.filmed(-0.3 * cycle, (int) (5 * cycle * hertz), hertz), hertz);
    List<Beat> complete = rhythm.beats().stream().filter(Beat::complete).toList();
    assertEquals(4, complete.size());
    for (int i = 0; i < 4; i++) {
      Beat beat = complete.get(i);
      assertEquals((0.3 + i) * cycle * hertz, beat.endDiastolicFrame(), 1.5);
      assertEquals((0.3 + i + Ventricle.SYSTOLE) * cycle * hertz, beat.endSystolicFrame(), 1.5);
      assertEquals(60, beat.ejectionFractionPercent(), 1.5);
    }
    assertEquals(bpm, rhythm.heartRate().orElseThrow().bpm(), 0.03 * bpm);
    assertEquals(HeartRate.Source.CYCLES, rhythm.heartRate().orElseThrow().source());
  }

  @Test
  void followsAnIrregularHeart() {
    Ventricle ventricle = new Ventricle(120, 60, 0.80, 1.04, 0.64, 1.04);
    BeatFinder.Rhythm rhythm = find(ventricle.filmed(-0.2, 200, 50), 50);
    List<Integer> starts = rhythm.beats().stream().map(Beat::endDiastolicFrame).toList();
    assertEquals(4, starts.size());
    int[] expected = {10, 50, 102, 134};
    for (int i = 0; i < 4; i++) {
      assertEquals(expected[i], starts.get(i), 1);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.03, 0.05})
  void noiseOfTheOutlinesMovesTheEjectionFractionLittle(double noise) {
    Ventricle ventricle = new Ventricle(100, 40, 0.86);
    BeatFinder.Rhythm rhythm = find(ventricle.filmed(-0.3, 200, 50, noise, 0), 50);
    List<Beat> complete = rhythm.beats().stream().filter(Beat::complete).toList();
    assertEquals(4, complete.size(), 0.1);
    double mean =
        complete.stream().mapToDouble(Beat::ejectionFractionPercent).average().orElseThrow();
    assertEquals(60, mean, 1 + 60 * noise);
    assertEquals(60 / 0.86, rhythm.heartRate().orElseThrow().bpm(), 3);
  }

  @Test
  void driftOfTheProbeDoesNotHideBeats() {
    Ventricle ventricle = new Ventricle(100, 45, 0.9);
    BeatFinder.Rhythm rhythm = find(ventricle.filmed(-0.2, 200, 50, 0.01, 0.25), 50);
    assertEquals(4, rhythm.beats().size());
    for (Beat beat : rhythm.beats()) {
      assertEquals(55, beat.ejectionFractionPercent(), 4);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 0, 0.1})
  void endDiastoleIsWhereTheEjectionBeginsNotTheHighestPointOfAPlateau(double drift) {
    // Without an atrial kick: 0.3 s of ejection, 0.2 s of filling, then 0.7 s of rest.
    List<OptionalDouble> volumes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double phase = (i / 50.0 + 0.7) % 1.2;
      double emptied =
          phase < 0.3
              ? (1 - Math.cos(Math.PI * phase / 0.3)) / 2
              : phase < 0.5 ? (1 + Math.cos(Math.PI * (phase - 0.3) / 0.2)) / 2 : 0;
      volumes.add(OptionalDouble.of((100 - 50 * emptied) * (1 + drift * i / 200)));
    }
    List<Beat> beats = find(volumes, 50).beats();
    assertEquals(3, beats.size());
    for (int i = 0; i < 3; i++) {
      assertEquals(25 + 60 * i, beats.get(i).endDiastolicFrame(), 2);
      assertEquals(40 + 60 * i, beats.get(i).endSystolicFrame(), 1);
    }
  }

  @Test
  void aFillingThatTheClipCutsIsNoBeat() {
    // From the end of the ejection into the rest before the atrial kick: no end-diastole is shown.
    assertTrue(find(new Ventricle(100, 40, 1.2).filmed(0.4, 30, 50), 50).beats().isEmpty());
  }

  @Test
  void aPrematureBeatInAFastHeartIsFound() {
    Ventricle ventricle = new Ventricle(100, 45, 0.5, 0.5, 0.33, 0.67, 0.5);
    List<Integer> starts =
        find(ventricle.filmed(-0.1, 148, 50), 50).beats().stream()
            .map(Beat::endDiastolicFrame)
            .toList();
    assertEquals(6, starts.size());
    int[] expected = {5, 30, 55, 71, 105, 130};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], starts.get(i), 2);
    }
  }

  @Test
  void anEndDiastoleOnTheFirstFrameCounts() {
    // One cycle of 0.9 s in 30 frames at 30 fps, from end-diastole to just after the next.
    BeatFinder.Rhythm rhythm = find(new Ventricle(100, 40, 0.9).filmed(0, 30, 30), 30);
    assertEquals(1, rhythm.beats().stream().filter(Beat::complete).count());
    Beat beat = rhythm.beats().get(0);
    assertEquals(0, beat.endDiastolicFrame(), 1);
    assertEquals(10, beat.endSystolicFrame(), 1);
    assertEquals(27, beat.endFrame(), 1);
    assertEquals(60, beat.ejectionFractionPercent(), 2);
    assertEquals(66.7, rhythm.heartRate().orElseThrow().bpm(), 4);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8,
        0.85, 0.9, 0.95
      })
  void oneSecondFromAnyMomentOfTheCycleGivesABeat(double phase) {
    BeatFinder.Rhythm rhythm = find(new Ventricle(100, 40, 0.9).filmed(0.9 * phase, 30, 30), 30);
    assertFalse(rhythm.beats().isEmpty());
    for (Beat beat : rhythm.beats()) {
      assertEquals(60, beat.ejectionFractionPercent(), 5);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9})
  void noiseAtTheEndsDoesNotPassACutStrokeForAWholeOne(double phase) {
    // A start within the ejection shows a false peak on the first frame; 2 % noise levels it.
    List<OptionalDouble> volumes = new Ventricle(100, 40, 0.9).filmed(0.9 * phase, 30, 30, 0.02, 0);
    List<Beat> beats = find(volumes, 30).beats();
    assertEquals(1, beats.size());
    assertEquals(60, beats.get(0).ejectionFractionPercent(), 8);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.12, 0.16, 0.2, 0.24})
  void theCycleIsMeasuredFromOneEjectionToTheNext(double phase) {
    // A start and an end within the ejection: one end-systole, one end-diastole, a whole cycle.
    BeatFinder.Rhythm rhythm = find(new Ventricle(100, 40, 0.9).filmed(0.9 * phase, 30, 30), 30);
    assertEquals(60 / 0.9, rhythm.heartRate().orElseThrow().bpm(), 2);
    assertEquals(HeartRate.Source.CYCLES, rhythm.heartRate().orElseThrow().source());
  }

  @Test
  void aClipAFrameShortOfACycleStillShowsIt() {
    // 27 frames at 30 fps: from 0.26 s to 1.13 s, where the next ejection is 0.03 s behind.
    BeatFinder.Rhythm rhythm = find(new Ventricle(100, 40, 0.9).filmed(0.26, 27, 30), 30);
    assertEquals(60 / 0.9, rhythm.heartRate().orElseThrow().bpm(), 4);
  }

  @Test
  void lessThanABeatGivesNone() {
    Ventricle ventricle = new Ventricle(100, 40, 0.9);
    assertTrue(find(ventricle.filmed(0, 9, 30), 30).beats().isEmpty());
    // 0.25 s from the middle of the ejection: neither end is seen.
    assertTrue(find(ventricle.filmed(0.1, 12, 50), 50).beats().isEmpty());
    assertTrue(find(ventricle.filmed(0, 2, 50), 50).beats().isEmpty());
  }

  @Test
  void aVentricleThatOnlyJittersHasNoBeat() {
    Ventricle still = new Ventricle(100, 99.9, 0.9);
    assertTrue(find(still.filmed(0, 200, 50, 0.03, 0), 50).beats().isEmpty());
    assertTrue(find(Collections.nCopies(100, OptionalDouble.of(80)), 50).beats().isEmpty());
  }

  @Test
  void framesWithoutVentricleAndJumpsAreBridged() {
    List<OptionalDouble> volumes =
        new ArrayList<>(new Ventricle(100, 40, 0.86).filmed(-0.3, 200, 50, 0.01, 0));
    for (int i = 7; i < 200; i += 17) {
      volumes.set(i, OptionalDouble.empty());
    }
    for (int i = 3; i < 200; i += 23) {
      volumes.set(i, OptionalDouble.of(200));
    }
    VolumeCurve curve = VolumeCurve.of(volumes, new FrameRate(50));
    assertFalse(curve.isKept(3));
    assertFalse(curve.isKept(7));
    assertTrue(curve.isKept(4));
    BeatFinder.Rhythm rhythm = BeatFinder.find(curve);
    assertEquals(4, rhythm.beats().stream().filter(Beat::complete).count());
    for (Beat beat : rhythm.beats()) {
      assertEquals(60, beat.ejectionFractionPercent(), 3);
    }
  }

  @Test
  void theUnitOfVolumeDoesNotMatter() {
    List<OptionalDouble> volumes = new Ventricle(100, 40, 0.86).filmed(-0.3, 200, 50, 0.02, 0);
    List<OptionalDouble> other =
        volumes.stream().map(v -> OptionalDouble.of(v.getAsDouble() * 1024)).toList();
    List<Beat> beats = find(volumes, 50).beats();
    List<Beat> scaled = find(other, 50).beats();
    assertEquals(
        beats.stream().map(Beat::ejectionFractionPercent).toList(),
        scaled.stream().map(Beat::ejectionFractionPercent).toList());
  }
}
