package org.echomotion.ef.api.measuring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.BeatPair;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.Interval;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.ef.v1.VolumeMethod;
import org.echomotion.ef.fusion.Opinion;
import org.echomotion.ef.fusion.PairFrames;
import org.junit.jupiter.api.Test;

class SecondOpinionsTest {

  private static final List<EjectionFraction> CLIPS =
      List.of(clip("two", 7, 20), clip("four", 3, 15));

  private final List<List<PairFrames>> asked = new ArrayList<>();

  @Test
  void asksForTheFramesOfThePairedBeats() {
    of(50).added(biplane(), CLIPS);
    assertEquals(List.of(List.of(new PairFrames(3, 15, 7, 20))), asked);
  }

  @Test
  void saysByHowMuchItDiffersAndWidensTheInterval() {
    StudyEjectionFraction study = of(40).added(biplane(), CLIPS);
    assertEquals(40, study.getSecondOpinion().getEjectionFractionPercent(), 1e-9);
    assertEquals(-15, study.getSecondOpinion().getDifferencePoints(), 1e-9);
    assertEquals("net 1", study.getSecondOpinion().getModel());
    assertEquals(55, study.getEjectionFractionPercent(), 1e-9);
    assertEquals(40, study.getInterval().getLowerPercent(), 1e-9);
    assertEquals(62, study.getInterval().getUpperPercent(), 1e-9);
    assertTrue(study.getInterval().getMethod().endsWith("widened to hold the second opinion"));
  }

  @Test
  void leavesTheIntervalThatHoldsIt() {
    assertEquals(biplane().getInterval(), of(57).added(biplane(), CLIPS).getInterval());
  }

  @Test
  void asksOnceForTheSameResult() {
    SecondOpinions opinions = of(50);
    assertEquals(opinions.added(biplane(), CLIPS), opinions.added(biplane(), CLIPS));
    assertEquals(1, asked.size());
  }

  @Test
  void givesTheResultWithoutItWhereNobodyReads() {
    SecondOpinions silent = new SecondOpinions((four, two, pairs) -> Optional.empty());
    assertFalse(silent.added(biplane(), CLIPS).hasSecondOpinion());
    SecondOpinions away =
        new SecondOpinions(
            (four, two, pairs) -> {
              throw Status.UNAVAILABLE.asRuntimeException();
            });
    assertEquals(biplane(), away.added(biplane(), CLIPS));
  }

  @Test
  void hasNoneForOneView() {
    StudyEjectionFraction single =
        biplane().toBuilder()
            .setMethod(VolumeMethod.VOLUME_METHOD_SINGLE_PLANE_DISKS)
            .clearPairs()
            .build();
    assertEquals(single, of(50).added(single, CLIPS));
    assertTrue(asked.isEmpty());
  }

  private SecondOpinions of(double percent) {
    return new SecondOpinions(
        (four, two, pairs) -> {
          assertEquals("four", four);
          assertEquals("two", two);
          asked.add(pairs);
          return Optional.of(new Opinion(percent, "net 1"));
        });
  }

  private static StudyEjectionFraction biplane() {
    return StudyEjectionFraction.newBuilder()
        .setMethod(VolumeMethod.VOLUME_METHOD_BIPLANE_DISKS)
        .setEjectionFractionPercent(55)
        .setInterval(
            Interval.newBuilder().setLowerPercent(48).setUpperPercent(62).setMethod("calibrated"))
        .addClipIds("four")
        .addClipIds("two")
        .addPairs(BeatPair.newBuilder().setA4CBeat(0).setA2CBeat(0))
        .build();
  }

  private static EjectionFraction clip(String id, int endDiastole, int endSystole) {
    return EjectionFraction.newBuilder()
        .setClipId(id)
        .addBeats(
            Beat.newBuilder().setEndDiastolicFrame(endDiastole).setEndSystolicFrame(endSystole))
        .build();
  }
}
