package org.echomotion.segmentation.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.dataset.UnmaskedFrame;
import org.echomotion.segmentation.model.FrameSegmenter;
import org.junit.jupiter.api.Test;

class SelfTrainingTest {

  private static final int SIDE = WorkingFrame.SIDE;
  private static final double RADIUS = 20;

  /** A disc whose edge is as soft as the frame's first pixel says, in pixels; 0 is no disc. */
  private static final FrameSegmenter TEACHER =
      frames -> frames.stream().map(frame -> disc(frame[0])).toList();

  @Test
  void keepsOutlinesThatTheTeacherIsSureOf() {
    List<PreparedFrame> kept =
        SelfTraining.labelled(
            TEACHER, List.of(frame("sharp", 1), frame("soft", 12), frame("none", 0)), 0.35);

    assertEquals(List.of("sharp"), kept.stream().map(PreparedFrame::subject).toList());
  }

  @Test
  void aWiderGateLetsMoreThrough() {
    List<UnmaskedFrame> frames = List.of(frame("sharp", 1), frame("soft", 12));

    assertEquals(1, SelfTraining.labelled(TEACHER, frames, 0.35).size());
    assertEquals(2, SelfTraining.labelled(TEACHER, frames, 0.69).size());
  }

  @Test
  void theLabelIsTheTeachersOutlineOfTheVentricleAlone() {
    PreparedFrame kept = SelfTraining.labelled(TEACHER, List.of(frame("p", 1)), 0.35).get(0);

    int area = 0;
    for (byte label : kept.labels()) {
      area += label;
    }
    assertEquals(Math.PI * RADIUS * RADIUS, area, 15);
    assertEquals("camus-pseudo", kept.source());
    assertEquals("MID", kept.phase());
    assertEquals(1.3, kept.millimetresPerPixel());
    assertFalse(kept.allStructures());
  }

  @Test
  void refusesSharesThatLeaveTheTeachersFramesOut() {
    List<UnmaskedFrame> frames = List.of(frame("p", 1));

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> SelfTraining.requireShare(frames, Map.of("camus", 1.0)));
    assertTrue(refusal.getMessage().contains("data.shares.camus-pseudo=0.2"));
    SelfTraining.requireShare(frames, Map.of());
    SelfTraining.requireShare(frames, Map.of("camus", 0.8, "camus-pseudo", 0.2));
  }

  private static UnmaskedFrame frame(String subject, int softness) {
    byte[] gray = new byte[SIDE * SIDE];
    gray[0] = (byte) softness;
    return new UnmaskedFrame(subject, "train", "A4C", gray, 1.3, "camus");
  }

  private static float[] disc(int softness) {
    float[] probabilities = new float[SIDE * SIDE];
    for (int i = 0; softness > 0 && i < probabilities.length; i++) {
      double distance = Math.hypot(i % SIDE - 55.5, i / SIDE - 55.5) - RADIUS;
      probabilities[i] = (float) (1 / (1 + Math.exp(4 * distance / softness)));
    }
    return probabilities;
  }
}
