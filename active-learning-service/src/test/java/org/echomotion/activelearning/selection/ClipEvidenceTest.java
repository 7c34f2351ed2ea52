package org.echomotion.activelearning.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.echomotion.activelearning.queue.Phase;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.Disks;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.junit.jupiter.api.Test;

class ClipEvidenceTest {

  private static final ClipEvidence EVIDENCE =
      new ClipEvidence(new ClipEvidence.Settings(0.2, 0.15, 2, 10));

  private static FrameSegmentation frame(int index, float side, double entropy) {
    FrameSegmentation.Builder frame =
        FrameSegmentation.newBuilder().setFrameIndex(index).setMeanBoundaryEntropy(entropy);
    if (side > 0) {
      frame
          .addContour(Point.newBuilder().setX(0).setY(0))
          .addContour(Point.newBuilder().setX(side).setY(0))
          .addContour(Point.newBuilder().setX(side).setY(side))
          .addContour(Point.newBuilder().setX(0).setY(side));
    }
    return frame.build();
  }

  private static List<FrameSegmentation> frames() {
    List<FrameSegmentation> frames = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      frames.add(frame(i, i == 7 ? 30 : i == 12 ? 0 : 20, i == 3 ? 0.3 : 0.1));
    }
    return frames;
  }

  private static final EjectionFraction RESULT =
      EjectionFraction.newBuilder()
          .setFrameRateHz(10)
          .addBeats(
              Beat.newBuilder()
                  .setEndDiastolicFrame(1)
                  .setEndSystolicFrame(9)
                  .setIncluded(true)
                  .setEjectionFractionPercent(70)
                  .setEndDiastolicDisks(Disks.newBuilder().setRelativeVolumeSd(0.05))
                  .setEndSystolicDisks(Disks.newBuilder().setRelativeVolumeSd(0.1)))
          .addBeats(Beat.newBuilder().setEndDiastolicFrame(15).setEndSystolicFrame(18))
          .build();

  @Test
  void findsTheReasonsToChooseEachFrame() {
    List<FrameEvidence> found = EVIDENCE.of(frames(), RESULT, OptionalDouble.of(-12));
    assertEquals(20, found.size());
    assertEquals(Map.of(Reason.CONTOUR_UNCERTAIN, 0.3), found.get(3).reasons());
    // 900 against 400 pixels.
    assertEquals(Map.of(Reason.AREA_JUMP, 1.25), found.get(7).reasons());
    assertEquals(Map.of(Reason.NO_VENTRICLE, 0.05), found.get(12).reasons());
    // 30 % remain, so 5 % of the volume are 1.5 points.
    assertEquals(1.5, found.get(1).reasons().getOrDefault(Reason.EF_SENSITIVE, 0.0), 1e-9);
    assertEquals(3, found.get(9).reasons().getOrDefault(Reason.EF_SENSITIVE, 0.0), 1e-9);
    assertEquals(12, found.get(9).reasons().getOrDefault(Reason.VIEWS_DISAGREE, 0.0), 1e-9);
    assertEquals(Phase.END_DIASTOLE, found.get(1).phase());
    assertEquals(Phase.END_SYSTOLE, found.get(9).phase());
    assertEquals(Phase.END_DIASTOLE, found.get(15).phase());
    assertTrue(found.get(15).reasons().isEmpty(), "the beat is not in the average");
    assertEquals(Map.of(), found.get(5).reasons());
    assertEquals(0.5, found.get(5).seconds(), 1e-9);
  }

  @Test
  void viewsThatAgreeAreNoReason() {
    List<FrameEvidence> found = EVIDENCE.of(frames(), RESULT, OptionalDouble.of(9));
    assertTrue(found.stream().noneMatch(each -> each.reasons().containsKey(Reason.VIEWS_DISAGREE)));
  }

  @Test
  void statedTimesAreUsed() {
    EjectionFraction.Builder stated = RESULT.toBuilder();
    for (int i = 0; i < 20; i++) {
      stated.addFrameTimesSeconds(i * i);
    }
    assertEquals(
        25, EVIDENCE.of(frames(), stated.build(), OptionalDouble.empty()).get(5).seconds());
  }

  @Test
  void everyReasonIsASentence() {
    for (Reason reason : Reason.values()) {
      String text = reason.text(0.5);
      assertTrue(text.endsWith(".") && !text.contains("null"), text);
    }
    assertEquals(
        "The network found no left ventricle here, and on 5 % of the clip's frames.",
        Reason.NO_VENTRICLE.text(0.05));
  }
}
