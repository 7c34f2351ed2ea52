package org.echomotion.segmentation.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * The differences between training, inference and Monte-Carlo sampling: the statistics used for
 * normalisation, and dropout. All randomness is stateless: the same seed gives the same dropout.
 */
public final class ForwardPass {

  private final boolean training;
  private final Optional<Operand<TInt64>> seed;
  private final int sample;
  private final List<Operand<TFloat32>> statisticsUpdates = new ArrayList<>();
  private int draws;

  private ForwardPass(boolean training, Optional<Operand<TInt64>> seed, int sample) {
    this.training = training;
    this.seed = seed;
    this.sample = sample;
  }

  /** No dropout; normalisation with moving averages. */
  public static ForwardPass inference() {
    return new ForwardPass(false, Optional.empty(), 0);
  }

  /**
   * Dropout and drop path per frame; normalisation with the batch's statistics. {@code seed}:
   * scalar.
   */
  public static ForwardPass training(Operand<TInt64> seed) {
    return new ForwardPass(true, Optional.of(seed), 0);
  }

  /**
   * Monte-Carlo sample {@code index}: dropout only, and the same for every frame of the batch, so
   * that a frame's sample depends only on the seed.
   */
  public static ForwardPass monteCarlo(Operand<TInt64> seed, int index) {
    return new ForwardPass(false, Optional.of(seed), index);
  }

  boolean training() {
    return training;
  }

  /** Updates of the moving averages, to be run with each training step. */
  public List<Operand<TFloat32>> statisticsUpdates() {
    return List.copyOf(statisticsUpdates);
  }

  void addStatisticsUpdate(Operand<TFloat32> update) {
    statisticsUpdates.add(update);
  }

  /** Drops whole feature maps of {@code maps} [n, h, w, c] with probability {@code rate}. */
  public Operand<TFloat32> dropMaps(Ops tf, Operand<TFloat32> maps, float rate) {
    if (seed.isEmpty() || rate == 0) {
      return maps;
    }
    int width = (int) maps.shape().get(3);
    Operand<TInt32> shape =
        training ? perFrame(tf, maps, 1, 1, width) : tf.constant(new int[] {1, 1, 1, width});
    return keep(tf, maps, shape, rate);
  }

  /** Drops a residual branch [n, tokens, c] of a frame with probability {@code rate}. */
  Operand<TFloat32> dropPath(Ops tf, Operand<TFloat32> branch, float rate) {
    if (!training || rate == 0) {
      return branch;
    }
    return keep(tf, branch, perFrame(tf, branch, 1, 1), rate);
  }

  private Operand<TInt32> perFrame(Ops tf, Operand<TFloat32> x, int... rest) {
    Operand<TInt32> frames =
        tf.slice(tf.shape(x), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    return tf.concat(List.of(frames, tf.constant(rest)), tf.constant(0));
  }

  private Operand<TFloat32> keep(Ops tf, Operand<TFloat32> x, Operand<TInt32> shape, float rate) {
    Operand<TInt64> draw =
        tf.stack(List.of(seed.orElseThrow(), tf.constant(1000L * sample + draws++)));
    Operand<TFloat32> uniform = tf.random.statelessRandomUniform(shape, draw);
    Operand<TFloat32> kept =
        tf.dtypes.cast(tf.math.greaterEqual(uniform, tf.constant(rate)), TFloat32.class);
    return tf.math.mul(x, tf.math.mul(kept, tf.constant(1 / (1 - rate))));
  }
}
