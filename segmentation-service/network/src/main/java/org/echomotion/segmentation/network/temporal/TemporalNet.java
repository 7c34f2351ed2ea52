package org.echomotion.segmentation.network.temporal;

import java.util.List;
import org.echomotion.segmentation.network.Layers;
import org.echomotion.segmentation.network.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Estimates disks without measurement errors, and each frame's phase, from a window of measured
 * disks. All lengths are divided by the window's mean length, so the size of the ventricle in the
 * picture does not matter. The output is a correction added to the measurement, so an untrained
 * network hardly changes it.
 */
public final class TemporalNet {

  private static final float NORM_EPSILON = 1e-5f;

  /**
   * Scale of the inputs: deviations from the window's mean are about a tenth of it, and networks
   * need values near 1.
   */
  private static final float DEVIATION_GAIN = 10f;

  private static final float CORRECTION_GAIN = 0.1f;
  private static final float USUAL_FRAME_RATE = 50f;

  private final Ops tf;
  private final Layers layers;
  private final Parameters parameters;
  private final TemporalConfig config;

  public TemporalNet(Ops tf, Parameters parameters, TemporalConfig config) {
    this.tf = tf;
    this.parameters = parameters;
    this.layers = new Layers(tf, parameters);
    this.config = config;
  }

  /**
   * The network's outputs.
   *
   * @param shape diameters and length in pixels [n, window, 21], at least 0
   * @param phaseLogits logits of the phases [n, window, 3]
   * @param meanLength mean length of the measured window, pixels [n, 1, 1]
   */
  public record Outputs(
      Operand<TFloat32> shape, Operand<TFloat32> phaseLogits, Operand<TFloat32> meanLength) {}

  /**
   * Returns the corrected volume curve and the phases of each window.
   *
   * @param features [n, window, 25]: 20 diameters and the length in pixels, area in square pixels,
   *     boundary entropy in nats, 1 if the frame was measured (else 0, with the values of the
   *     nearest measured frame), frames per second
   */
  public Outputs apply(Operand<TFloat32> features) {
    int disks = TemporalConfig.DISKS;
    Operand<TFloat32> meanLength =
        tf.math.maximum(mean(part(features, disks, 1)), tf.constant(1e-3f));
    Operand<TFloat32> measured = tf.math.div(part(features, 0, TemporalConfig.SHAPE), meanLength);
    Operand<TFloat32> area = tf.math.div(part(features, disks + 1, 1), tf.math.square(meanLength));
    Operand<TFloat32> volume = volume(measured);
    Operand<TFloat32> inputs =
        tf.concat(
            List.of(
                measured,
                deviation(measured),
                area,
                deviation(area),
                tf.math.sub(
                    tf.math.div(volume, tf.math.maximum(mean(volume), tf.constant(1e-6f))),
                    tf.constant(1f)),
                part(features, disks + 2, 2),
                tf.math.div(part(features, disks + 4, 1), tf.constant(USUAL_FRAME_RATE))),
            tf.constant(2));
    Operand<TFloat32> rows = layers.linear("temporal.embed", rows(inputs), embedding());
    Operand<TFloat32> mixed =
        switch (config.kind()) {
          case TRANSFORMER -> new TemporalAttention(tf, layers, parameters, config).apply(rows);
          case BILSTM -> new BidirectionalLstm(tf, layers, parameters, config).apply(rows);
        };
    Operand<TFloat32> normal = layers.layerNorm("temporal.norm", mixed, NORM_EPSILON);
    Operand<TFloat32> correction =
        tf.math.mul(
            windows(layers.linear("temporal.shape", normal, TemporalConfig.SHAPE)),
            tf.constant(CORRECTION_GAIN));
    Operand<TFloat32> shape =
        tf.math.mul(tf.nn.relu(tf.math.add(measured, correction)), meanLength);
    return new Outputs(
        shape, windows(layers.linear("temporal.phase", normal, TemporalConfig.PHASES)), meanLength);
  }

  /** Sum of squared diameters times length [n, window, 1] of a shape [n, window, 21]. */
  public Operand<TFloat32> volume(Operand<TFloat32> shape) {
    Operand<TFloat32> squares =
        tf.reduceSum(
            tf.math.square(part(shape, 0, TemporalConfig.DISKS)),
            tf.constant(2),
            ReduceSum.keepDims(true));
    return tf.math.mul(squares, part(shape, TemporalConfig.DISKS, 1));
  }

  private int embedding() {
    return config.kind() == TemporalConfig.Kind.BILSTM ? 2 * config.width() : config.width();
  }

  /** Mean over the window's frames: [n, 1, c]. */
  private Operand<TFloat32> mean(Operand<TFloat32> windows) {
    return tf.math.mean(windows, tf.constant(1), Mean.keepDims(true));
  }

  private Operand<TFloat32> deviation(Operand<TFloat32> windows) {
    return tf.math.mul(tf.math.sub(windows, mean(windows)), tf.constant(DEVIATION_GAIN));
  }

  private Operand<TFloat32> part(Operand<TFloat32> windows, int from, int count) {
    return tf.slice(
        windows, tf.constant(new int[] {0, 0, from}), tf.constant(new int[] {-1, -1, count}));
  }

  private Operand<TFloat32> rows(Operand<TFloat32> windows) {
    return tf.reshape(windows, tf.constant(new int[] {-1, Layers.width(windows)}));
  }

  private Operand<TFloat32> windows(Operand<TFloat32> rows) {
    return tf.reshape(rows, tf.constant(new int[] {-1, TemporalConfig.WINDOW, Layers.width(rows)}));
  }
}
