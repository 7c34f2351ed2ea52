package org.echomotion.ef.api.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.common.v1.ViewFinding;
import org.echomotion.contract.common.v1.ViewSource;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.BeatPair;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ef.v1.SecondOpinion;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.ef.v1.VolumeMethod;
import org.echomotion.ef.api.StoredClips;
import org.echomotion.ef.export.ReportedResult;
import org.echomotion.ef.export.ReportedResult.Method;
import org.junit.jupiter.api.Test;

class ReportMessagesTest {

  private static final String CLIP = UUID.randomUUID().toString();

  private static EjectionFraction.Builder clip() {
    return EjectionFraction.newBuilder()
        .setClipId(CLIP)
        .setView(View.VIEW_A2C)
        .setMethod(VolumeMethod.VOLUME_METHOD_SINGLE_PLANE_DISKS)
        .setHeartRateBpm(70)
        .addBeats(Beat.newBuilder().setIncluded(true))
        .addBeats(Beat.newBuilder().setIncluded(false))
        .setProvenance(StoredClips.PROVENANCE);
  }

  private static GetEjectionFractionResponse of(StudyEjectionFraction.Builder study) {
    return GetEjectionFractionResponse.newBuilder()
        .addResults(clip())
        .setStudy(study.setStudyId(UUID.randomUUID().toString()))
        .build();
  }

  @Test
  void aClipSaysHowItsViewIsKnown() {
    ReportedResult reported =
        ReportMessages.clip(
            clip()
                .setViewFinding(
                    ViewFinding.newBuilder()
                        .setSource(ViewSource.VIEW_SOURCE_CLASSIFIED)
                        .setProbability(0.876)
                        .setModel("views 1"))
                .build());
    assertEquals(List.of("View detected by views 1 (mean probability 0.88)."), reported.remarks());
    assertEquals(1, reported.averagedBeats());
    assertEquals(List.of(), ReportMessages.clip(clip().build()).remarks());
  }

  @Test
  void aBiplaneStudyHasNoViewAndBringsItsSecondOpinion() {
    ReportedResult study =
        ReportMessages.study(
            of(
                StudyEjectionFraction.newBuilder()
                    .setMethod(VolumeMethod.VOLUME_METHOD_BIPLANE_DISKS)
                    .setEjectionFractionPercent(40)
                    .addPairs(BeatPair.getDefaultInstance())
                    .addPairs(BeatPair.getDefaultInstance())
                    .setSecondOpinion(
                        SecondOpinion.newBuilder()
                            .setEjectionFractionPercent(43)
                            .setDifferencePoints(3)
                            .setModel("fusion 1"))));
    assertEquals(Method.BIPLANE, study.method());
    assertEquals(Optional.empty(), study.view());
    assertEquals(2, study.averagedBeats());
    assertTrue(study.heartRateBpm().isEmpty());
    assertEquals(
        List.of(
            "Second opinion of fusion 1, without outlines: 43 %, +3 points from the biplane"
                + " value."),
        study.remarks());
  }

  @Test
  void aStudyOfOneViewIsReportedAsItsClip() {
    ReportedResult study =
        ReportMessages.study(
            of(
                StudyEjectionFraction.newBuilder()
                    .setMethod(VolumeMethod.VOLUME_METHOD_SINGLE_PLANE_DISKS)
                    .setMethodReason("There is no A4C clip.")
                    .addClipIds(CLIP)));
    assertEquals(Optional.of(ReportedResult.View.A2C), study.view());
    assertEquals(70, study.heartRateBpm().getAsDouble());
    assertEquals(1, study.averagedBeats());
    assertEquals(List.of("Not biplane: There is no A4C clip."), study.remarks());
  }
}
