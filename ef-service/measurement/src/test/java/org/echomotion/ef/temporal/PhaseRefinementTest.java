package org.echomotion.ef.temporal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.echomotion.ef.beats.Beat;
import org.echomotion.ef.beats.FrameRate;
import org.echomotion.ef.beats.VolumeCurve;
import org.echomotion.ef.volume.Disks;
import org.echomotion.ef.volume.Slices;
import org.junit.jupiter.api.Test;

class PhaseRefinementTest {

  private static final int FRAMES = 100;
  private static final Slices ANY = new Slices(Collections.nCopies(Disks.COUNT, 20.0), 50);

  /** Volume 1000 + frame, without the filter, so that each volume identifies its frame. */
  private static final VolumeCurve CURVE = curve();

  private static VolumeCurve curve() {
    List<OptionalDouble> volumes = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      volumes.add(OptionalDouble.of(1000 + i));
    }
    return VolumeCurve.unfiltered(volumes, new FrameRate(50));
  }

  private static TemporalEstimate likely(int diastole, int nextDiastole, int systole, double p) {
    List<TemporalEstimate.Frame> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      frames.add(
          new TemporalEstimate.Frame(
              ANY, i == diastole || i == nextDiastole ? p : 0.01, i == systole ? p : 0.01));
    }
    return new TemporalEstimate(frames);
  }

  private static Beat beat(int diastole, int systole, int end, boolean complete) {
    return new Beat(diastole, systole, end, complete, 1, 0.5);
  }

  @Test
  void movesTheEndsOfABeatToTheLikeliestFramesAndLeavesItsVolumes() {
    List<Beat> refined =
        PhaseRefinement.of(List.of(beat(20, 40, 70, true)), CURVE, likely(22, 66, 37, 0.8));
    assertEquals(List.of(new Beat(22, 37, 66, true, 1, 0.5)), refined);
  }

  @Test
  void whatIsFartherAwayOrHardlyLikelyDoesNotMoveThem() {
    List<Beat> beats = List.of(beat(20, 40, 70, true));
    assertEquals(
        20, PhaseRefinement.of(beats, CURVE, likely(26, 90, 40, 0.8)).get(0).endDiastolicFrame());
    assertEquals(
        40, PhaseRefinement.of(beats, CURVE, likely(20, 90, 42, 0.19)).get(0).endSystolicFrame());
  }

  @Test
  void aBeatThatTheClipCutsShortStillEndsWithTheClip() {
    List<Beat> refined =
        PhaseRefinement.of(List.of(beat(20, 40, 99, false)), CURVE, likely(21, 97, 41, 0.8));
    assertEquals(99, refined.get(0).endFrame());
  }

  @Test
  void beatsThatFollowEachOtherStayJoined() {
    List<Beat> refined =
        PhaseRefinement.of(
            List.of(beat(10, 25, 50, true), beat(50, 65, 99, false)),
            CURVE,
            likely(10, 52, 25, 0.8));
    assertEquals(52, refined.get(0).endFrame());
    assertEquals(52, refined.get(1).endDiastolicFrame());
  }
}
