package org.echomotion.segmentation.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;

/** The layers of encoder and decoder. Maps are [n, h, w, c], tokens [rows, c]. */
public final class Layers {

  private static final float BATCH_NORM_EPSILON = 1e-3f;
  private static final float LINEAR_DEVIATION = 0.02f;

  /** Weight of the newest batch in the moving averages. */
  private static final float STATISTICS_RATE = 0.02f;

  private final Ops tf;
  private final Parameters parameters;

  public Layers(Ops tf, Parameters parameters) {
    this.tf = tf;
    this.parameters = parameters;
  }

  public static int width(Operand<?> x) {
    return (int) x.shape().get(x.shape().numDimensions() - 1);
  }

  static int height(Operand<?> maps) {
    return (int) maps.shape().get(1);
  }

  /** Multiplies {@code rows} [n, in] by a matrix and adds a bias: [n, out]. */
  public Operand<TFloat32> linear(String name, Operand<TFloat32> rows, int out) {
    Operand<TFloat32> kernel =
        parameters.kernel(name + ".kernel", LINEAR_DEVIATION, width(rows), out);
    return tf.nn.biasAdd(tf.linalg.matMul(rows, kernel), parameters.offset(name + ".bias", 0, out));
  }

  /**
   * Normalises each row [n, c] to mean 0 and variance 1, then scales and shifts (Ba et al. 2016);
   * {@code epsilon} is added to the variance.
   */
  public Operand<TFloat32> layerNorm(String name, Operand<TFloat32> rows, float epsilon) {
    int width = width(rows);
    Operand<TFloat32> mean = tf.math.mean(rows, tf.constant(1), Mean.keepDims(true));
    Operand<TFloat32> centred = tf.math.sub(rows, mean);
    Operand<TFloat32> variance =
        tf.math.mean(tf.math.square(centred), tf.constant(1), Mean.keepDims(true));
    Operand<TFloat32> normalised =
        tf.math.mul(centred, tf.math.rsqrt(tf.math.add(variance, tf.constant(epsilon))));
    return tf.math.add(
        tf.math.mul(normalised, parameters.offset(name + ".scale", 1, width)),
        parameters.offset(name + ".bias", 0, width));
  }

  /** A learned factor that starts at 0: [1]. */
  Operand<TFloat32> gain(String name) {
    return parameters.offset(name, 0, 1);
  }

  /** x/2 (1 + erf(x/sqrt 2)), the exact Gaussian error linear unit. */
  public Operand<TFloat32> gelu(Operand<TFloat32> x) {
    Operand<TFloat32> erf = tf.math.erf(tf.math.mul(x, tf.constant((float) Math.sqrt(0.5))));
    return tf.math.mul(tf.math.mul(x, tf.constant(0.5f)), tf.math.add(erf, tf.constant(1f)));
  }

  /** Convolution with bias, zero padding of {@code padding} pixels on each side. */
  Operand<TFloat32> conv(
      String name, Operand<TFloat32> maps, int out, int kernel, int stride, int padding) {
    float deviation = (float) Math.sqrt(2.0 / (kernel * kernel * out));
    Operand<TFloat32> weights =
        parameters.kernel(name + ".kernel", deviation, kernel, kernel, width(maps), out);
    return tf.nn.biasAdd(
        convolve(maps, weights, kernel, stride, padding),
        parameters.offset(name + ".bias", 0, out));
  }

  /** 3x3 convolution of each map by itself, with bias. */
  Operand<TFloat32> depthwise3x3(String name, Operand<TFloat32> maps) {
    int width = width(maps);
    Operand<TFloat32> weights =
        parameters.kernel(name + ".kernel", (float) Math.sqrt(2.0 / 9), 3, 3, width, 1);
    return tf.nn.biasAdd(
        tf.nn.depthwiseConv2dNative(maps, weights, List.of(1L, 1L, 1L, 1L), "SAME"),
        parameters.offset(name + ".bias", 0, width));
  }

  /** 3x3 convolution, batch normalisation, ReLU. */
  Operand<TFloat32> convNormRelu(
      String name, Operand<TFloat32> maps, int out, int stride, ForwardPass pass) {
    float deviation = (float) Math.sqrt(2.0 / (9 * width(maps)));
    Operand<TFloat32> weights =
        parameters.kernel(name + ".kernel", deviation, 3, 3, width(maps), out);
    Operand<TFloat32> scale = parameters.offset(name + ".scale", 1, out);
    Operand<TFloat32> bias = parameters.offset(name + ".bias", 0, out);
    Variable<TFloat32> mean = parameters.movingAverage(name + ".mean", 0, out);
    Variable<TFloat32> variance = parameters.movingAverage(name + ".variance", 1, out);
    if (pass.training()) {
      FusedBatchNorm<TFloat32, TFloat32> normalised =
          tf.nn.fusedBatchNorm(
              convolve(maps, weights, 3, stride, 1),
              scale,
              bias,
              tf.constant(new float[0]),
              tf.constant(new float[0]),
              FusedBatchNorm.isTraining(true),
              FusedBatchNorm.epsilon(BATCH_NORM_EPSILON));
      pass.addStatisticsUpdate(towards(mean, normalised.batchMean()));
      pass.addStatisticsUpdate(towards(variance, normalised.batchVariance()));
      return tf.nn.relu(normalised.y());
    }
    // Folded into the kernel: one fused convolution instead of two passes over the maps.
    Operand<TFloat32> factor =
        tf.math.mul(scale, tf.math.rsqrt(tf.math.add(variance, tf.constant(BATCH_NORM_EPSILON))));
    Operand<TFloat32> shift = tf.math.sub(bias, tf.math.mul(mean, factor));
    return tf.nn.relu(
        tf.nn.biasAdd(convolve(maps, tf.math.mul(weights, factor), 3, stride, 1), shift));
  }

  /** Bilinear, pixel centres at halves: [n, side, side, c]. */
  Operand<TFloat32> resize(Operand<TFloat32> maps, int side) {
    return tf.image.resizeBilinear(
        maps, tf.constant(new int[] {side, side}), ResizeBilinear.halfPixelCenters(true));
  }

  private Operand<TFloat32> towards(Variable<TFloat32> average, Output<TFloat32> newest) {
    return tf.assignSub(
        average, tf.math.mul(tf.math.sub(average, newest), tf.constant(STATISTICS_RATE)));
  }

  /** Symmetric zero padding, as in the published models; "SAME" would shift strided maps. */
  private Operand<TFloat32> convolve(
      Operand<TFloat32> maps, Operand<TFloat32> weights, int kernel, int stride, int padding) {
    List<Long> strides = List.of(1L, (long) stride, (long) stride, 1L);
    if (stride == 1 && padding == kernel / 2) {
      return tf.nn.conv2d(maps, weights, strides, "SAME");
    }
    Operand<TFloat32> padded = maps;
    if (padding > 0) {
      int[][] sides = {{0, 0}, {padding, padding}, {padding, padding}, {0, 0}};
      padded = tf.pad(maps, tf.constant(sides), tf.constant(0f));
    }
    return tf.nn.conv2d(padded, weights, strides, "VALID");
  }
}
