package org.echomotion.segmentation.training;

import java.util.ArrayList;
import java.util.List;
import org.echomotion.segmentation.network.NetworkConfig;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * Binary cross-entropy plus weighted soft Dice, per frame and structure: {@code mean(softplus(x) -
 * x y) + w (1 - (2 sum(p y) + 1) / (sum p + sum y + 1))}. Soft Dice learns small structures early,
 * but makes them too large if the edge is unsure (Bertels et al., Medical Image Analysis 2021);
 * cross-entropy alone does not. Structures without a label do not count. The left ventricle counts
 * {@value #VENTRICLE_WEIGHT}, the others {@value #AUXILIARY_WEIGHT}.
 *
 * @param value the loss, a scalar
 * @param ventricleDice mean soft Dice of the left ventricle, a scalar
 */
record SegmentationLoss(Operand<TFloat32> value, Operand<TFloat32> ventricleDice) {

  static final float VENTRICLE_WEIGHT = 1f;
  static final float AUXILIARY_WEIGHT = 0.3f;

  private static final float SMOOTHING = 1f;

  /**
   * @param logits [n, h, w, structures]
   * @param labels u8 [n, h, w, 1]; structure c has label c + 1
   * @param labelled [n, structures], 1 if the structure is labelled, else 0
   * @param diceWeight weight of soft Dice, 0 or more
   */
  static SegmentationLoss of(
      Ops tf,
      Operand<TFloat32> logits,
      Operand<TUint8> labels,
      Operand<TFloat32> labelled,
      double diceWeight) {
    List<Operand<TFloat32>> structures = new ArrayList<>();
    float[] weights = new float[NetworkConfig.STRUCTURES];
    for (int c = 0; c < weights.length; c++) {
      structures.add(
          tf.dtypes.cast(tf.math.equal(labels, tf.constant((byte) (c + 1))), TFloat32.class));
      weights[c] = c == 0 ? VENTRICLE_WEIGHT : AUXILIARY_WEIGHT;
    }
    Operand<TFloat32> truth = tf.concat(structures, tf.constant(3));
    Operand<TFloat32> weight = tf.math.mul(labelled, tf.constant(weights));
    Operand<TFloat32> dice = softDice(tf, logits, truth);
    Operand<TFloat32> perStructure =
        tf.math.add(
            crossEntropy(tf, logits, truth),
            tf.math.mul(tf.math.sub(tf.constant(1f), dice), tf.constant((float) diceWeight)));
    Operand<TFloat32> value =
        tf.math.divNoNan(
            tf.reduceSum(tf.math.mul(perStructure, weight), tf.constant(new int[] {0, 1})),
            tf.reduceSum(weight, tf.constant(new int[] {0, 1})));
    Operand<TFloat32> ventricle =
        tf.slice(dice, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 1}));
    return new SegmentationLoss(value, tf.math.mean(ventricle, tf.constant(new int[] {0, 1})));
  }

  private static Operand<TFloat32> crossEntropy(
      Ops tf, Operand<TFloat32> logits, Operand<TFloat32> truth) {
    Operand<TFloat32> perPixel = tf.math.sub(tf.math.softplus(logits), tf.math.mul(logits, truth));
    return tf.math.mean(perPixel, tf.constant(new int[] {1, 2}));
  }

  private static Operand<TFloat32> softDice(
      Ops tf, Operand<TFloat32> logits, Operand<TFloat32> truth) {
    Operand<TFloat32> p = tf.math.sigmoid(logits);
    Operand<TFloat32> both = sum(tf, tf.math.mul(p, truth));
    Operand<TFloat32> either = tf.math.add(sum(tf, p), sum(tf, truth));
    return tf.math.div(
        tf.math.add(tf.math.mul(both, tf.constant(2f)), tf.constant(SMOOTHING)),
        tf.math.add(either, tf.constant(SMOOTHING)));
  }

  private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> maps) {
    return tf.reduceSum(maps, tf.constant(new int[] {1, 2}));
  }
}
