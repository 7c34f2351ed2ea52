package org.echomotion.segmentation.training.temporal;

import java.util.List;
import org.echomotion.segmentation.network.Parameters;
import org.echomotion.segmentation.network.Weights;
import org.echomotion.segmentation.network.temporal.TemporalConfig;
import org.echomotion.segmentation.network.temporal.TemporalNet;
import org.echomotion.segmentation.training.AdamW;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.math.Mean;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * Network, loss and optimizer. The loss is the sum of
 *
 * <ul>
 *   <li>the squared error of diameters and length, as a share of the mean length;
 *   <li>the squared error of the volume over the window's mean volume, which determines the
 *       ejection fraction independently of the size throughout the clip;
 *   <li>the squared error of that curve's second difference, which penalises jitter;
 *   <li>the cross-entropy of the phases.
 * </ul>
 */
final class TemporalTrainingGraph implements AutoCloseable {

  private static final float SHAPE_WEIGHT = 400f;
  private static final float CURVE_WEIGHT = 400f;
  private static final float JITTER_WEIGHT = 400f;
  private static final float PHASE_WEIGHT = 1f;
  private static final AdamW.Settings OPTIMIZER = new AdamW.Settings(1, 0.01, 0.995);

  /**
   * Losses of one step, before the update.
   *
   * @param curve root mean square error of the relative volume
   */
  record Step(double loss, double curve, double phase) {}

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Parameters parameters = new Parameters(tf);
  private final Placeholder<TFloat32> features = windows(TemporalConfig.FEATURES);
  private final Placeholder<TFloat32> shapes = windows(TemporalConfig.SHAPE);
  private final Placeholder<TFloat32> phases = windows(TemporalConfig.PHASES);
  private final Placeholder<TFloat32> inside = windows(1);
  private final Operand<TFloat32> loss;
  private final Operand<TFloat32> curveError;
  private final Operand<TFloat32> phaseError;
  private final AdamW optimizer;
  private final Session session;

  TemporalTrainingGraph(TemporalConfig config) {
    TemporalNet net = new TemporalNet(tf, parameters, config);
    TemporalNet.Outputs outputs = net.apply(features);
    Operand<TFloat32> shapeError =
        inside(
            tf.math.square(
                tf.math.div(tf.math.sub(outputs.shape(), shapes), outputs.meanLength())));
    Operand<TFloat32> off =
        tf.math.sub(relative(net.volume(outputs.shape())), relative(net.volume(shapes)));
    curveError = inside(tf.math.square(off));
    Operand<TFloat32> jitter = inside(tf.math.square(secondDifference(off)));
    phaseError =
        inside(
            tf.math.neg(
                tf.math.mul(
                    phases,
                    tf.math.log(
                        tf.math.add(tf.nn.softmax(outputs.phaseLogits()), tf.constant(1e-6f))))));
    loss =
        tf.math.addN(
            List.of(
                tf.math.mul(shapeError, tf.constant(SHAPE_WEIGHT)),
                tf.math.mul(curveError, tf.constant(CURVE_WEIGHT)),
                tf.math.mul(jitter, tf.constant(JITTER_WEIGHT)),
                tf.math.mul(phaseError, tf.constant(PHASE_WEIGHT * TemporalConfig.PHASES))));
    optimizer = new AdamW(tf, parameters, loss, OPTIMIZER, List.of());
    session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(1)
                .setInterOpParallelismThreads(1)
                .build());
  }

  /** Volumes divided by their mean in the window: [n, 64, 1]. */
  private Operand<TFloat32> relative(Operand<TFloat32> volume) {
    Operand<TFloat32> mean = tf.math.mean(volume, tf.constant(1), Mean.keepDims(true));
    return tf.math.div(volume, tf.math.maximum(mean, tf.constant(1e-3f)));
  }

  /** {@code x[t-1] - 2 x[t] + x[t+1]}, 0 on the window's first and last frame. */
  private Operand<TFloat32> secondDifference(Operand<TFloat32> x) {
    int last = TemporalConfig.WINDOW - 2;
    Operand<TFloat32> difference =
        tf.math.add(
            tf.math.sub(from(x, 0, last), tf.math.mul(from(x, 1, last), tf.constant(2f))),
            from(x, 2, last));
    return tf.pad(difference, tf.constant(new int[][] {{0, 0}, {1, 1}, {0, 0}}), tf.constant(0f));
  }

  private Operand<TFloat32> from(Operand<TFloat32> x, int frame, int count) {
    return tf.slice(
        x, tf.constant(new int[] {0, frame, 0}), tf.constant(new int[] {-1, count, -1}));
  }

  /** Mean over the frames inside the clip. */
  private Operand<TFloat32> inside(Operand<TFloat32> values) {
    Operand<TFloat32> perFrame = tf.math.mean(values, tf.constant(2), Mean.keepDims(true));
    return tf.math.div(
        tf.reduceSum(tf.math.mul(perFrame, inside), tf.constant(new int[] {0, 1, 2})),
        tf.reduceSum(inside, tf.constant(new int[] {0, 1, 2})));
  }

  Parameters parameters() {
    return parameters;
  }

  void start(Weights weights) {
    optimizer.start(session, weights);
  }

  /** One optimizer step, {@code number} counted from 0. */
  Step step(TemporalBatch batch, long number, double learningRate) {
    try (TFloat32 x = tensor(batch, batch.features());
        TFloat32 y = tensor(batch, batch.shapes());
        TFloat32 p = tensor(batch, batch.phases());
        TFloat32 mask = tensor(batch, batch.inside());
        AdamW.Feeds feeds = optimizer.feeds(number, learningRate);
        Result result =
            feeds
                .into(session.runner())
                .feed(features, x)
                .feed(shapes, y)
                .feed(phases, p)
                .feed(inside, mask)
                .fetch(loss)
                .fetch(curveError)
                .fetch(phaseError)
                .addTarget(optimizer.update())
                .run()) {
      return new Step(value(result, 0), Math.sqrt(value(result, 1)), value(result, 2));
    }
  }

  private static double value(Result result, int index) {
    return ((TFloat32) result.get(index)).getFloat();
  }

  private static TFloat32 tensor(TemporalBatch batch, float[] values) {
    int frames = batch.windows() * TemporalConfig.WINDOW;
    Shape shape = Shape.of(batch.windows(), TemporalConfig.WINDOW, values.length / frames);
    return TFloat32.tensorOf(shape, DataBuffers.of(values));
  }

  /** The moving average of every variable. */
  Weights averaged() {
    return optimizer.averaged(session);
  }

  void save(String prefix) {
    session.save(prefix);
  }

  void restore(String prefix) {
    session.restore(prefix);
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  private Placeholder<TFloat32> windows(int values) {
    return tf.placeholder(
        TFloat32.class, Placeholder.shape(Shape.of(-1, TemporalConfig.WINDOW, values)));
  }
}
