package org.echomotion.ingest.phantom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.echomotion.ingest.phantom.PhantomRequest.EfDistribution;
import org.echomotion.ingest.phantom.RecordingConditions.Range;
import org.echomotion.ingest.phantom.heart.Rhythm;
import org.junit.jupiter.api.Test;

class RecordingConditionsTest {

  private static RecordingConditions rhythms(Rhythm... rhythms) {
    return new RecordingConditions(
        Optional.of(new Range(40, 150)),
        Optional.of(new Range(8, 12)),
        List.of(rhythms),
        Optional.empty(),
        Optional.empty());
  }

  private static List<PhantomTruth> truths(int count, RecordingConditions recording) {
    PhantomRequest request =
        PhantomRequest.of(count, 3)
            .withEf(EfDistribution.EVEN, 15, 75)
            .withFps(50)
            .withRecording(recording);
    return PhantomSimulator.specs(request).stream()
        .map(spec -> PhantomSimulator.of(spec, OptionalInt.empty()).truth())
        .toList();
  }

  /** End-diastole to end-diastole over the mean, of all beats but those at the clip's ends. */
  private static List<Double> cyclesOfMean(PhantomTruth truth) {
    List<Double> cycles = new ArrayList<>();
    List<Integer> ed = truth.edFrames();
    for (int i = 1; i < ed.size(); i++) {
      double seconds = truth.timesSec().get(ed.get(i)) - truth.timesSec().get(ed.get(i - 1));
      cycles.add(seconds * truth.spec().heartRateBpm() / 60);
    }
    return cycles;
  }

  @Test
  void whatIsNotAskedForIsAsItWasBeforeItCouldBe() {
    List<PhantomSpec> specs = PhantomSimulator.specs(PhantomRequest.of(6, 1));
    assertEquals(Acquisition.STEADY, specs.get(0).acquisition());
    PhantomTruth truth = PhantomSimulator.of(specs.get(0), OptionalInt.empty()).truth();
    // Figures of the first version that could not be asked for a rhythm.
    assertEquals(57.77497314870977, truth.efPercent(), 1e-9);
    assertEquals(52.948712501274514, truth.edvMl(), 1e-9);
    assertEquals(List.of(26, 57, 87, 118, 149, 180), truth.edFrames());
    assertEquals(List.of(8, 39, 70, 100, 131, 162, 193), truth.esFrames());
    Phantom still = PhantomSimulator.simulate(specs.get(0), OptionalInt.of(2));
    double sum = 0;
    for (byte pixel : still.frames().get(0)) {
      sum += pixel & 255;
    }
    assertEquals(24.30404974489796, sum / still.frames().get(0).length, 0.001);
  }

  @Test
  void regularCyclesAreAlikeAndIrregularOnesAreNot() {
    for (PhantomTruth truth : truths(4, rhythms(Rhythm.REGULAR))) {
      assertEquals(Rhythm.REGULAR, truth.rhythm());
      cyclesOfMean(truth).forEach(cycle -> assertEquals(1, cycle, 0.2));
    }
    for (PhantomTruth truth : truths(4, rhythms(Rhythm.IRREGULAR))) {
      assertEquals(Rhythm.IRREGULAR, truth.rhythm());
      List<Double> cycles = cyclesOfMean(truth);
      double mean = cycles.stream().mapToDouble(c -> c).average().orElseThrow();
      double variance =
          cycles.stream().mapToDouble(c -> (c - mean) * (c - mean)).average().orElseThrow();
      assertTrue(Math.sqrt(variance) > 0.1, "cycles " + cycles);
    }
  }

  @Test
  void everyBeatOfAFibrillatingHeartEjectsTheSameShare() {
    for (PhantomTruth truth : truths(4, rhythms(Rhythm.IRREGULAR))) {
      for (PhantomTruth.Beat beat : truth.beats()) {
        double edv = truth.volumesMl().get(beat.edFrame());
        double esv = truth.volumesMl().get(beat.esFrame());
        assertEquals(truth.efPercent(), 100 * (edv - esv) / edv, 2, truth.spec().name());
      }
    }
  }

  @Test
  void aPrematureBeatComesEarlyEjectsLessAndIsFollowedByAPause() {
    int premature = 0;
    for (PhantomTruth truth : truths(8, rhythms(Rhythm.PREMATURE))) {
      List<PhantomTruth.Beat> beats = truth.beats();
      for (int i = 1; i + 1 < beats.size(); i++) {
        PhantomTruth.Beat beat = beats.get(i);
        if (!beat.premature()) {
          continue;
        }
        premature++;
        double cycle = 60 / truth.spec().heartRateBpm();
        double before = seconds(truth, beats.get(i - 1).edFrame(), beat.edFrame());
        double after = seconds(truth, beat.edFrame(), beats.get(i + 1).edFrame());
        assertTrue(before < 0.9 * cycle && after > 1.1 * cycle, before + " " + after);
        double stroke =
            truth.volumesMl().get(beat.edFrame()) - truth.volumesMl().get(beat.esFrame());
        assertTrue(stroke < 0.85 * (truth.edvMl() - truth.esvMl()));
        assertTrue(beats.get(i + 1).afterPremature());
      }
    }
    assertTrue(premature > 8, "premature beats: " + premature);
  }

  @Test
  void theEjectionFractionAskedForIsThatOfTheUsualBeats() {
    RecordingConditions shortClips =
        new RecordingConditions(
            Optional.of(new Range(40, 150)),
            Optional.of(new Range(0.5, 2)),
            List.of(Rhythm.PREMATURE),
            Optional.empty(),
            Optional.empty());
    for (PhantomTruth truth : truths(40, shortClips)) {
      assertEquals(truth.spec().efPercent(), truth.efPercent(), 0.5, truth.spec().name());
      assertTrue(truth.volumesMl().stream().allMatch(v -> v > 0.1 * truth.edvMl()));
    }
  }

  private static double seconds(PhantomTruth truth, int from, int to) {
    return truth.timesSec().get(to) - truth.timesSec().get(from);
  }

  @Test
  void shortClipsBeginAnywhereAndMayShowNoWholeBeat() {
    RecordingConditions half =
        new RecordingConditions(
            Optional.empty(),
            Optional.of(new Range(0.5, 0.6)),
            List.of(Rhythm.REGULAR),
            Optional.empty(),
            Optional.empty());
    List<PhantomTruth> truths = truths(20, half);
    assertTrue(truths.stream().anyMatch(truth -> truth.beats().isEmpty()));
    assertTrue(truths.stream().anyMatch(truth -> !truth.beats().isEmpty()));
    for (PhantomTruth truth : truths) {
      assertEquals(truth.beats().isEmpty(), truth.edTracing().isEmpty());
      assertEquals(truth.spec().efPercent(), truth.efPercent(), 0.5);
    }
  }

  @Test
  void droppedFramesLeaveTheTimesOfTheOthersAlone() {
    RecordingConditions lossy =
        new RecordingConditions(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.of(new Range(0.1, 0.2)));
    for (PhantomTruth truth : truths(4, lossy)) {
      int all = truth.spec().frames();
      assertEquals(all, truth.timesSec().size() + truth.droppedFrames());
      assertEquals(0.15 * all, truth.droppedFrames(), 0.12 * all);
      assertEquals(0, truth.timesSec().get(0));
      assertEquals((all - 1) / 50.0, truth.timesSec().get(truth.timesSec().size() - 1), 1e-9);
      for (PhantomTruth.Beat beat : truth.beats()) {
        assertTrue(beat.edFrame() < beat.esFrame() && beat.esFrame() < truth.timesSec().size());
      }
    }
  }

  @Test
  void driftChangesTheVolumesInThePictureAndNotTheHeart() {
    RecordingConditions steady = rhythms(Rhythm.REGULAR);
    RecordingConditions drifting =
        new RecordingConditions(
            steady.heartRateBpm(),
            steady.clipBeats(),
            steady.rhythms(),
            Optional.of(new Range(0.1, 0.1)),
            Optional.empty());
    List<PhantomTruth> still = truths(3, steady);
    List<PhantomTruth> moved = truths(3, drifting);
    for (int i = 0; i < 3; i++) {
      assertEquals(still.get(i).edFrames(), moved.get(i).edFrames());
      double greatest = 0;
      for (int frame = 0; frame < still.get(i).volumesMl().size(); frame++) {
        double factor = moved.get(i).volumesMl().get(frame) / still.get(i).volumesMl().get(frame);
        greatest = Math.max(greatest, Math.abs(factor - 1));
      }
      assertEquals(0.1, greatest, 0.02);
    }
  }

  @Test
  void refusesWhatNoHeartAndNoRecorderDoes() {
    assertThrows(IllegalArgumentException.class, () -> new Range(2, 1));
    assertThrows(IllegalArgumentException.class, () -> new Acquisition(Optional.empty(), 0.5, 0));
    assertThrows(IllegalArgumentException.class, () -> new Acquisition(Optional.empty(), 0, 0.9));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new RecordingConditions(
                Optional.of(new Range(10, 300)),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty()));
  }
}
