package org.echomotion.segmentation.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  @Test
  void meansAreTakenPerSourceViewAndPhase() {
    PreparedFrame whole = frame("ED", 0, 40);
    PreparedFrame shifted = frame("ES", 10, 50);
    // Always rows 0..39: Dice 1 on the first frame, 2*30/80 on the second.
    Evaluation evaluation =
        Evaluation.of(
            frames -> frames.stream().map(f -> rows(0, 40)).toList(), List.of(whole, shifted));
    assertEquals(1, evaluation.groups().get("disc/A4C/ED").dice(), 1e-12);
    assertEquals(0.75, evaluation.groups().get("disc/A4C/ES").dice(), 1e-12);
    assertEquals(0.875, evaluation.groups().get("disc").dice(), 1e-12);
    assertEquals(30.0 / 50, evaluation.groups().get("disc/A4C/ES").iou(), 1e-12);
    assertEquals(0.75, evaluation.groups().get("disc").worstDice(), 1e-12);
    // Bands 10 rows apart at 2 mm per pixel.
    assertEquals(20, evaluation.groups().get("disc/A4C/ES").hausdorff95Mm(), 1e-12);
  }

  @Test
  void gradesOfImagesAreGroupsAndIntervalsSpanThePatients() {
    Evaluation evaluation =
        Evaluation.of(
            List.of(score("a", "Good", 0.9), score("b", "Good", 0.7), score("c", "Poor", 0.6)));
    Evaluation.Group good = evaluation.groups().get("disc/quality Good");
    assertEquals(2, good.frames());
    assertEquals(0.8, good.dice(), 1e-12);
    // A quarter of the resamples draw the worse patient twice, a quarter the better.
    assertEquals(new Interval(0.7, 0.9), good.diceInterval());
    assertEquals(1, evaluation.groups().get("disc/quality Poor").subjects());
    assertEquals(3, evaluation.groups().get("disc/ED").frames());
  }

  private static FrameScore score(String subject, String quality, double dice) {
    return new FrameScore(subject, "disc", "A4C", "ED", quality, dice, dice, 1);
  }

  private static float[] rows(int from, int to) {
    float[] probability = new float[112 * 112];
    Arrays.fill(probability, from * 112, to * 112, 0.9f);
    return probability;
  }

  private static PreparedFrame frame(String phase, int from, int to) {
    byte[] labels = new byte[112 * 112];
    Arrays.fill(labels, from * 112, to * 112, (byte) 1);
    Arrays.fill(labels, to * 112, (to + 5) * 112, (byte) 2);
    return new PreparedFrame(
        "s", "valid", "A4C", phase, new byte[112 * 112], labels, 2.0, "disc", true);
  }
}
