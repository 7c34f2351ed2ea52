package org.echomotion.segmentation.training.views;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echomotion.segmentation.network.FrameTokens;
import org.echomotion.segmentation.network.Parameters;
import org.echomotion.segmentation.network.Weights;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A head, its loss and AdamW (Loshchilov and Hutter, ICLR 2019) with a moving average of the
 * weights, which is what is kept.
 */
final class HeadGraph implements AutoCloseable {

  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float ADAM_EPSILON = 1e-8f;
  private static final double AVERAGE_DECAY = 0.995;

  /** Makes a head's outputs from tokens. */
  interface Head {
    /**
     * @param training whether channels are dropped; both graphs share their parameters
     */
    List<Operand<TFloat32>> outputs(
        Ops tf,
        Parameters parameters,
        Operand<TFloat32> tokens,
        Operand<TInt64> seed,
        boolean training);

    /** What is to become small: a scalar. */
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
  private final Placeholder<TFloat32> rate = tf.placeholder(TFloat32.class, scalar());
  private final Placeholder<TFloat32> beta1Power = tf.placeholder(TFloat32.class, scalar());
  private final Placeholder<TFloat32> beta2Power = tf.placeholder(TFloat32.class, scalar());
  private final Placeholder<TFloat32> averageRate = tf.placeholder(TFloat32.class, scalar());
  private final Map<String, Variable<TFloat32>> trained = new LinkedHashMap<>();
  private final Map<String, Variable<TFloat32>> averages = new LinkedHashMap<>();
  private final List<Variable<TFloat32>> moments = new ArrayList<>();
  private final Operand<TFloat32> loss;
  private final List<Operand<TFloat32>> answers;
  private final Op update;
  private final Session session;
  private long steps;

  /**
   * @param width channels of a token
   * @param decay of the kernels, as a share of the learning rate
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
    List<Parameters.Parameter> all = List.copyOf(parameters.all());
    all.forEach(p -> trained.put(p.name(), p.variable()));
    Gradients gradients =
        tf.gradients(loss, all.stream().map(Parameters.Parameter::variable).toList());
    List<Op> waited = new ArrayList<>();
    gradients.dy().forEach(waited::add);
    Ops afterGradients = tf.withControlDependencies(waited);
    Operand<TFloat32> shrink = tf.math.mul(rate, tf.constant((float) decay));
    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Operand<TFloat32> value = all.get(i).variable();
      if (all.get(i).decayed()) {
        value = afterGradients.assignSub(value, afterGradients.math.mul(value, shrink));
      }
      updates.add(step(all.get(i).name(), value, gradients.<TFloat32>dy(i)));
    }
    update = tf.withControlDependencies(updates).noOp();
    session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(1)
                .build());
    start(Weights.initial(parameters, startSeed));
  }

  private Op step(String name, Operand<TFloat32> value, Operand<TFloat32> gradient) {
    Operand<TFloat32> moved =
        tf.train.applyAdam(
            value,
            moment(name + ".adam_m", value),
            moment(name + ".adam_v", value),
            beta1Power,
            beta2Power,
            rate,
            tf.constant(BETA1),
            tf.constant(BETA2),
            tf.constant(ADAM_EPSILON),
            gradient);
    Variable<TFloat32> average =
        tf.withName(name + ".average").variable(value.shape(), TFloat32.class);
    averages.put(name, average);
    return tf.assignSub(average, tf.math.mul(tf.math.sub(average, moved), averageRate));
  }

  private Variable<TFloat32> moment(String name, Operand<TFloat32> value) {
    Variable<TFloat32> moment = tf.withName(name).variable(value.shape(), TFloat32.class);
    moments.add(moment);
    return moment;
  }

  private void start(Weights weights) {
    Map<String, List<Variable<TFloat32>>> both = new LinkedHashMap<>();
    trained.forEach((name, variable) -> both.put(name, List.of(variable, averages.get(name))));
    weights.assign(tf, session, both);
    Session.Runner runner = session.runner();
    moments.forEach(
        m -> runner.addTarget(tf.assign(m, tf.zeros(tf.constant(m.shape()), TFloat32.class))));
    runner.run().close();
  }

  /**
   * One step.
   *
   * @param batch tokens of whole frames
   * @param values one array per target
   * @return loss before the step
   */
  double step(float[] batch, List<float[]> values, double learningRate) {
    List<TFloat32> fed = new ArrayList<>();
    double average = Math.min(AVERAGE_DECAY, (1.0 + steps) / (10.0 + steps));
    try (TFloat32 x = tokens(batch);
        TInt64 s = TInt64.scalarOf(steps);
        TFloat32 lr = TFloat32.scalarOf((float) learningRate);
        TFloat32 b1 = TFloat32.scalarOf((float) Math.pow(BETA1, steps + 1));
        TFloat32 b2 = TFloat32.scalarOf((float) Math.pow(BETA2, steps + 1));
        TFloat32 ema = TFloat32.scalarOf((float) (1 - average))) {
      Session.Runner runner =
          session
              .runner()
              .feed(tokens, x)
              .feed(seed, s)
              .feed(rate, lr)
              .feed(beta1Power, b1)
              .feed(beta2Power, b2)
              .feed(averageRate, ema)
              .fetch(loss)
              .addTarget(update);
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

  /** From now on answers are by the averaged weights. */
  void useAverages() {
    Weights kept = averaged();
    Map<String, List<Variable<TFloat32>>> targetsOf = new LinkedHashMap<>();
    trained.forEach((name, variable) -> targetsOf.put(name, List.of(variable)));
    kept.assign(tf, session, targetsOf);
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
    return Weights.fetch(session, averages);
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
