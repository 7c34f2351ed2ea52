package org.echomotion.segmentation.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class SegmentationLossTest {

  /** One frame of 1x2 pixels: the first is ventricle, the second myocardium. */
  private static final byte[][][][] LABELS = {{{{1}, {2}}}};

  @Test
  void anUndecidedVentricleCostsLn2PlusItsSoftDice() {
    // p = 1/2 twice: cross-entropy ln 2; Dice (2*1/2 + 1) / (1 + 1 + 1) = 2/3.
    double loss = loss(new float[][][][] {{{{0, 0, 0}, {0, 0, 0}}}}, new float[][] {{1, 0, 0}});
    assertEquals(Math.log(2) + 1.0 / 3, loss, 1e-6);
  }

  @Test
  void structuresAreWeightedAndUnlabelledOnesIgnored() {
    float[][][][] logits = {{{{50, 0, 9}, {-50, 0, 9}}}};
    // Ventricle perfect: 0. Myocardium undecided, as above, at weight 0.3. Atrium has no label.
    double loss = loss(logits, new float[][] {{1, 1, 0}});
    assertEquals(0.3 * (Math.log(2) + 1.0 / 3) / 1.3, loss, 1e-6);
  }

  @Test
  void withoutSoftDiceAnUnsureOutlineCostsLeastAtItsTrueProbability() {
    // One pixel is ventricle, one is not, and the network cannot distinguish them.
    double even = values(undecided(0), new float[][] {{1, 0, 0}}, 0)[0];
    assertEquals(Math.log(2), even, 1e-6);
    assertTrue(values(undecided(0.2f), new float[][] {{1, 0, 0}}, 0)[0] > even);
    // Soft Dice pays for enlarging it.
    assertTrue(
        values(undecided(0.2f), new float[][] {{1, 0, 0}}, 1)[0]
            < values(undecided(0), new float[][] {{1, 0, 0}}, 1)[0]);
  }

  private static float[][][][] undecided(float logit) {
    return new float[][][][] {{{{logit, 0, 0}, {logit, 0, 0}}}};
  }

  @Test
  void theDiceIsTheVentriclesAlone() {
    double[] values =
        values(new float[][][][] {{{{0, 50, 50}, {0, 50, 50}}}}, new float[][] {{1, 1, 1}});
    assertEquals(2.0 / 3, values[1], 1e-6);
  }

  private static double loss(float[][][][] logits, float[][] labelled) {
    return values(logits, labelled)[0];
  }

  private static double[] values(float[][][][] logits, float[][] labelled) {
    return values(logits, labelled, 1);
  }

  private static double[] values(float[][][][] logits, float[][] labelled, double diceWeight) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      SegmentationLoss loss =
          SegmentationLoss.of(
              tf, tf.constant(logits), tf.constant(LABELS), tf.constant(labelled), diceWeight);
      try (Result result = session.runner().fetch(loss.value()).fetch(loss.ventricleDice()).run()) {
        return new double[] {
          ((TFloat32) result.get(0)).getFloat(), ((TFloat32) result.get(1)).getFloat()
        };
      }
    }
  }
}
