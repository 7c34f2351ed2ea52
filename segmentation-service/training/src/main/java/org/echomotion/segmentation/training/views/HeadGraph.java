package org.echomotion.segmentation.training.views;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echomotion.segmentation.network.Parameters;
import org.echomotion.segmentation.network.Weights;
import org.echomotion.segmentation.network.views.FrameTokens;
import org.echomotion.segmentation.training.AdamW;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** A head, its loss and its optimizer. The moving average of the weights is exported. */
final class HeadGraph implements AutoCloseable {

  private static final double UNCLIPPED = Double.POSITIVE_INFINITY;
  private static final double AVERAGE_DECAY = 0.995;

  /** Computes a head's outputs from tokens. */
  interface Head {
    /**
     * Builds the head's outputs.
     *
     * @param training whether dropout is on; both graphs share their parameters
     */
    List<Operand<TFloat32>> outputs(
        Ops tf,
        Parameters parameters,
        Operand<TFloat32> tokens,
        Operand<TInt64> seed,
        boolean training);

    /** The loss, a scalar. */
    Operand<TFloat32> loss(
        Ops tf, List<Operand<TFloat32>> outputs, List<Placeholder<TFloat32>> targets);

    /** Shapes of the targets, -1 for the batch. */
    List<Shape> targets();
  }

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Parameters parameters = new Parameters(tf);
  private final int width;
  private final Placeholder<TFloat32> tokens;
  private final List<Placeholder<TFloat32>> targets = new ArrayList<>();
  private final Placeholder<TInt64> seed = tf.placeholder(TInt64.class, scalar());
  private final Operand<TFloat32> loss;
  private final List<Operand<TFloat32>> answers;
  private final AdamW optimizer;
  private final Session session;
  private long steps;

  /**
   * @param width number of channels of a token
   * @param decay decay of the kernels, as a share of the learning rate
   */
  HeadGraph(int width, Head head, double decay, int threads, long startSeed) {
    this.width = width;
    tokens =
        tf.placeholder(
            TFloat32.class,
            Placeholder.shape(Shape.of(-1, FrameTokens.SIDE, FrameTokens.SIDE, width)));
    head.targets()
        .forEach(shape -> targets.add(tf.placeholder(TFloat32.class, Placeholder.shape(shape))));
    loss = head.loss(tf, head.outputs(tf, parameters, tokens, seed, true), targets);
    answers = head.outputs(tf, parameters, tokens, seed, false);
    optimizer =
        new AdamW(
            tf, parameters, loss, new AdamW.Settings(UNCLIPPED, decay, AVERAGE_DECAY), List.of());
    session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(1)
                .build());
    optimizer.start(session, Weights.initial(parameters, startSeed));
  }

  /**
   * Runs one step.
   *
   * @param batch tokens of complete frames
   * @param values one array per target
   * @return loss before the step
   */
  double step(float[] batch, List<float[]> values, double learningRate) {
    List<TFloat32> fed = new ArrayList<>();
    try (TFloat32 x = tokens(batch);
        TInt64 s = TInt64.scalarOf(steps);
        AdamW.Feeds feeds = optimizer.feeds(steps, learningRate)) {
      Session.Runner runner =
          feeds
              .into(session.runner())
              .feed(tokens, x)
              .feed(seed, s)
              .fetch(loss)
              .addTarget(optimizer.update());
      for (int i = 0; i < targets.size(); i++) {
        long[] shape = targets.get(i).shape().asArray();
        long row = 1;
        for (int d = 1; d < shape.length; d++) {
          row *= shape[d];
        }
        shape[0] = values.get(i).length / row;
        fed.add(TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values.get(i))));
        runner.feed(targets.get(i), fed.get(i));
      }
      steps++;
      try (Result result = runner.run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    } finally {
      fed.forEach(TFloat32::close);
    }
  }

  /** Switches to the averaged weights. */
  void useAverages() {
    Map<String, List<Variable<TFloat32>>> network = new LinkedHashMap<>();
    parameters.all().forEach(p -> network.put(p.name(), List.of(p.variable())));
    averaged().assign(tf, session, network);
  }

  /** The head's output {@code index} for {@code batch}. */
  float[] answer(float[] batch, int index) {
    try (TFloat32 x = tokens(batch);
        Result result = session.runner().feed(tokens, x).fetch(answers.get(index)).run()) {
      TFloat32 output = (TFloat32) result.get(0);
      float[] values = new float[Math.toIntExact(output.size())];
      output.asRawTensor().data().asFloats().read(values);
      return values;
    }
  }

  /** Averaged weights. */
  Weights averaged() {
    return optimizer.averaged(session);
  }

  private TFloat32 tokens(float[] batch) {
    int frame = FrameTokens.SIDE * FrameTokens.SIDE * width;
    return TFloat32.tensorOf(
        Shape.of(batch.length / frame, FrameTokens.SIDE, FrameTokens.SIDE, width),
        DataBuffers.of(batch));
  }

  private static Placeholder.Options scalar() {
    return Placeholder.shape(Shape.scalar());
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
