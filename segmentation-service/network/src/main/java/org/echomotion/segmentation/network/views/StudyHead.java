package org.echomotion.segmentation.network.views;

import java.util.List;
import org.echomotion.segmentation.network.ForwardPass;
import org.echomotion.segmentation.network.Layers;
import org.echomotion.segmentation.network.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/**
 * Estimates one ejection fraction from the tokens of both apical views at end-diastole and
 * end-systole.
 *
 * <p>The tokens of each view attend to those of the other view in the same phase (cross-attention).
 * Each frame then gets a logarithm of size g. The ejection fraction is the loss of the mean over
 * the views from end-diastole to end-systole: 100 (1 - exp(g_ES - g_ED)). Equal frames therefore
 * always have an ejection fraction of 0.
 */
public final class StudyHead {

  /** Prefix of its variables. */
  public static final String NAME = "study.";

  private static final int WIDTH = 64;
  private static final int HIDDEN = 128;
  private static final int POOLS = 4;
  private static final float EPSILON = 1e-5f;

  /** Frames of a study: A4C ED, A4C ES, A2C ED, A2C ES. */
  public static final int FRAMES = 4;

  /**
   * The head's outputs.
   *
   * @param ejectionFraction ejection fraction in percent, float32 [n]
   * @param logSizes logarithm of each frame's single-plane volume in cubic pixels, minus {@link
   *     #LOG_SIZE_CENTRE}, float32 [4 n], in the order of the frames
   */
  public record Answer(Operand<TFloat32> ejectionFraction, Operand<TFloat32> logSizes) {}

  /** A typical logarithm of size, subtracted so that the learned values are near 0. */
  public static final float LOG_SIZE_CENTRE = 10;

  private final Ops tf;
  private final Layers layers;
  private final ForwardPass pass;
  private final float dropout;

  private StudyHead(Ops tf, Parameters parameters, ForwardPass pass, float dropout) {
    this.tf = tf;
    this.layers = new Layers(tf, parameters);
    this.pass = pass;
    this.dropout = dropout;
  }

  /**
   * Estimates the ejection fraction and the sizes from the tokens of four frames per study.
   *
   * @param tokens float32 [4 n, 7, 7, c]: n of A4C at end-diastole, n of A4C at end-systole, n of
   *     A2C at end-diastole, n of A2C at end-systole
   * @param dropout share of channels dropped in training
   */
  public static Answer answer(
      Ops tf, Parameters parameters, Operand<TFloat32> tokens, ForwardPass pass, float dropout) {
    return new StudyHead(tf, parameters, pass, dropout).answer(tokens, parameters);
  }

  private Answer answer(Operand<TFloat32> tokens, Parameters parameters) {
    int width = Layers.width(tokens);
    int places = FrameTokens.SIDE * FrameTokens.SIDE;
    Operand<TFloat32> input = pass.dropMaps(tf, tokens, dropout);
    Operand<TFloat32> rows = layers.layerNorm(NAME + "norm", rows(input, width), EPSILON);
    Operand<TFloat32> narrow =
        shape(layers.linear(NAME + "narrow", rows, WIDTH), -1, places, WIDTH);
    Operand<TFloat32> placed =
        tf.math.add(narrow, parameters.kernel(NAME + "place", 0.02f, 1, places, WIDTH));
    List<Operand<TFloat32>> views = halves(placed);
    Operand<TFloat32> own =
        tf.concat(
            List.of(
                tf.math.add(views.get(0), parameters.offset(NAME + "a4c", 0, WIDTH)),
                tf.math.add(views.get(1), parameters.offset(NAME + "a2c", 0, WIDTH))),
            tf.constant(0));
    List<Operand<TFloat32>> marked = halves(own);
    Operand<TFloat32> other = tf.concat(List.of(marked.get(1), marked.get(0)), tf.constant(0));
    Operand<TFloat32> seen = tf.math.add(own, attention(own, other, places));
    Operand<TFloat32> mixed = tf.math.add(seen, feedForward(seen, places));
    Operand<TFloat32> pooled = pool(mixed, places);
    Operand<TFloat32> hidden = layers.gelu(layers.linear(NAME + "hidden", pooled, HIDDEN));
    Operand<TFloat32> sizes = layers.linear(NAME + "size", hidden, 2);
    Operand<TFloat32> single = shape(column(sizes, 0), -1);
    List<Operand<TFloat32>> byView = halves(column(sizes, 1));
    Operand<TFloat32> both =
        tf.math.mul(tf.math.add(byView.get(0), byView.get(1)), tf.constant(0.5f));
    List<Operand<TFloat32>> byPhase = halves(both);
    Operand<TFloat32> left = tf.math.exp(tf.math.sub(byPhase.get(1), byPhase.get(0)));
    Operand<TFloat32> fraction = tf.math.mul(tf.math.sub(tf.constant(1f), left), tf.constant(100f));
    return new Answer(shape(fraction, -1), single);
  }

  private Operand<TFloat32> attention(Operand<TFloat32> own, Operand<TFloat32> other, int places) {
    Operand<TFloat32> query = projected("query", own, places);
    Operand<TFloat32> key = projected("key", other, places);
    Operand<TFloat32> value = projected("value", other, places);
    Operand<TFloat32> scores =
        tf.math.mul(
            tf.train.batchMatMul(query, key, TFloat32.class, BatchMatMul.adjY(true)),
            tf.constant((float) (1 / Math.sqrt(WIDTH))));
    Operand<TFloat32> mixed = tf.train.batchMatMul(tf.nn.softmax(scores), value, TFloat32.class);
    return shape(layers.linear(NAME + "project", rows(mixed, WIDTH), WIDTH), -1, places, WIDTH);
  }

  private Operand<TFloat32> projected(String name, Operand<TFloat32> tokens, int places) {
    Operand<TFloat32> rows = layers.layerNorm(NAME + name + ".norm", rows(tokens, WIDTH), EPSILON);
    return shape(layers.linear(NAME + name, rows, WIDTH), -1, places, WIDTH);
  }

  private Operand<TFloat32> feedForward(Operand<TFloat32> tokens, int places) {
    Operand<TFloat32> rows = layers.layerNorm(NAME + "mix.norm", rows(tokens, WIDTH), EPSILON);
    Operand<TFloat32> wide = layers.gelu(layers.linear(NAME + "expand", rows, 2 * WIDTH));
    return shape(layers.linear(NAME + "contract", wide, WIDTH), -1, places, WIDTH);
  }

  /** Weighted means over the positions, with weights computed from the tokens: [4 n, pools w]. */
  private Operand<TFloat32> pool(Operand<TFloat32> tokens, int places) {
    Operand<TFloat32> rows = layers.layerNorm(NAME + "pool.norm", rows(tokens, WIDTH), EPSILON);
    Operand<TFloat32> scores = shape(layers.linear(NAME + "pool", rows, POOLS), -1, places, POOLS);
    Operand<TFloat32> weights =
        tf.nn.softmax(tf.linalg.transpose(scores, tf.constant(new int[] {0, 2, 1})));
    Operand<TFloat32> pooled =
        tf.train.batchMatMul(weights, shape(rows, -1, places, WIDTH), TFloat32.class);
    return shape(pooled, -1, POOLS * WIDTH);
  }

  private Operand<TFloat32> column(Operand<TFloat32> rows, int index) {
    return tf.slice(rows, tf.constant(new int[] {0, index}), tf.constant(new int[] {-1, 1}));
  }

  private List<Operand<TFloat32>> halves(Operand<TFloat32> x) {
    return List.copyOf(tf.split(tf.constant(0), x, 2L).output());
  }

  private Operand<TFloat32> rows(Operand<TFloat32> x, int width) {
    return shape(x, -1, width);
  }

  private Operand<TFloat32> shape(Operand<TFloat32> x, int... dimensions) {
    return tf.reshape(x, tf.constant(dimensions));
  }
}
