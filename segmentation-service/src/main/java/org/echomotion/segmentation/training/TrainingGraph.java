package org.echomotion.segmentation.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echomotion.segmentation.network.EchoMotionNet;
import org.echomotion.segmentation.network.ForwardPass;
import org.echomotion.segmentation.network.NetworkConfig;
import org.echomotion.segmentation.network.Parameters;
import org.echomotion.segmentation.network.Weights;
import org.echomotion.segmentation.training.configuration.TrainingConfig;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * Network, loss and optimizer as one graph with its session: AdamW (Loshchilov and Hutter, ICLR
 * 2019) on gradients clipped by their global norm, and a moving average of the weights.
 */
final class TrainingGraph implements AutoCloseable {

  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float ADAM_EPSILON = 1e-8f;

  /**
   * What one step saw.
   *
   * @param loss of the batch before the step
   * @param dice mean soft Dice of the left ventricle, before the step
   * @param gradientNorm global norm before clipping
   */
  record Step(double loss, double dice, double gradientNorm) {}

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Parameters parameters = new Parameters(tf);
  private final Placeholder<TUint8> frames = frames("frames");
  private final Placeholder<TUint8> labels = frames("labels");
  private final Placeholder<TFloat32> labelled =
      tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, NetworkConfig.STRUCTURES)));
  private final Placeholder<TInt64> seed = scalar(TInt64.class);
  private final Placeholder<TFloat32> rate = scalar(TFloat32.class);
  private final Placeholder<TFloat32> beta1Power = scalar(TFloat32.class);
  private final Placeholder<TFloat32> beta2Power = scalar(TFloat32.class);
  private final Placeholder<TFloat32> averageRate = scalar(TFloat32.class);
  private final Map<String, Variable<TFloat32>> network = new LinkedHashMap<>();
  private final Map<String, Variable<TFloat32>> averages = new LinkedHashMap<>();
  private final List<Variable<TFloat32>> moments = new ArrayList<>();
  private final SegmentationLoss loss;
  private final Operand<TFloat32> norm;
  private final Op update;
  private final Session session;
  private final double averageDecay;

  TrainingGraph(TrainingConfig config) {
    averageDecay = config.optim().average();
    ForwardPass pass = ForwardPass.training(seed);
    EchoMotionNet net = new EchoMotionNet(tf, parameters, config.network());
    loss =
        SegmentationLoss.of(
            tf, net.decode(net.encode(frames, pass), pass).logits(), labels, labelled);
    parameters.all().forEach(p -> network.put(p.name(), p.variable()));
    List<Parameters.Parameter> trained =
        parameters.all().stream().filter(Parameters.Parameter::trained).toList();
    Gradients gradients =
        tf.gradients(loss.value(), trained.stream().map(Parameters.Parameter::variable).toList());
    norm = globalNorm(gradients);
    Operand<TFloat32> clip =
        tf.math.minimum(
            tf.constant(1f),
            tf.math.div(
                tf.constant((float) config.optim().clip()), tf.math.add(norm, tf.constant(1e-6f))));
    // The decay waits for the norm, hence for every gradient: none may see a half-updated kernel.
    Ops afterGradients = tf.withControlDependencies(List.of((Op) norm));
    Operand<TFloat32> decay = tf.math.mul(rate, tf.constant((float) config.optim().decay()));
    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < trained.size(); i++) {
      Parameters.Parameter p = trained.get(i);
      Operand<TFloat32> value = p.variable();
      if (p.decayed()) {
        value = afterGradients.assignSub(value, afterGradients.math.mul(value, decay));
      }
      Operand<TFloat32> gradient = tf.math.mul(gradients.<TFloat32>dy(i), clip);
      updates.add(average(p.name(), adam(p.name(), value, gradient)));
    }
    List<Parameters.Parameter> moving =
        parameters.all().stream().filter(p -> !p.trained()).toList();
    for (int i = 0; i < moving.size(); i++) {
      updates.add(average(moving.get(i).name(), pass.statisticsUpdates().get(i)));
    }
    update = tf.withControlDependencies(updates).noOp();
    session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(config.threads())
                .setInterOpParallelismThreads(config.threads())
                .build());
  }

  Parameters parameters() {
    return parameters;
  }

  /** Starts from {@code weights}; the averages start there too, the moments at 0. */
  void start(Weights weights) {
    Map<String, List<Variable<TFloat32>>> targets = new LinkedHashMap<>();
    network.forEach((name, variable) -> targets.put(name, List.of(variable, averages.get(name))));
    weights.assign(tf, session, targets);
    Session.Runner runner = session.runner();
    moments.forEach(
        moment ->
            runner.addTarget(
                tf.assign(moment, tf.zeros(tf.constant(moment.shape()), TFloat32.class))));
    runner.run().close();
  }

  /** One optimizer step, {@code number} counted from 0. */
  Step step(Batch batch, long number, double learningRate, long stepSeed) {
    double warm = Math.min(averageDecay, (1.0 + number) / (10.0 + number));
    try (TUint8 x = batch.frameTensor();
        TUint8 y = batch.labelTensor();
        TFloat32 known = batch.labelledTensor();
        TInt64 s = TInt64.scalarOf(stepSeed);
        TFloat32 lr = TFloat32.scalarOf((float) learningRate);
        TFloat32 b1 = TFloat32.scalarOf((float) Math.pow(BETA1, number + 1));
        TFloat32 b2 = TFloat32.scalarOf((float) Math.pow(BETA2, number + 1));
        TFloat32 ema = TFloat32.scalarOf((float) (1 - warm));
        Result result =
            session
                .runner()
                .feed(frames, x)
                .feed(labels, y)
                .feed(labelled, known)
                .feed(seed, s)
                .feed(rate, lr)
                .feed(beta1Power, b1)
                .feed(beta2Power, b2)
                .feed(averageRate, ema)
                .fetch(loss.value())
                .fetch(loss.ventricleDice())
                .fetch(norm)
                .addTarget(update)
                .run()) {
      return new Step(value(result, 0), value(result, 1), value(result, 2));
    }
  }

  private static double value(Result result, int index) {
    return ((TFloat32) result.get(index)).getFloat();
  }

  /** The moving average of every variable: the weights to validate and to export. */
  Weights averaged() {
    return Weights.fetch(session, averages);
  }

  /** The weights as the optimizer left them. */
  Weights current() {
    return Weights.fetch(session, network);
  }

  /** Saves every variable, the optimizer's too. */
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

  private Operand<TFloat32> adam(String name, Operand<TFloat32> value, Operand<TFloat32> gradient) {
    return tf.train.applyAdam(
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
  }

  private Variable<TFloat32> moment(String name, Operand<TFloat32> value) {
    Variable<TFloat32> moment = tf.withName(name).variable(value.shape(), TFloat32.class);
    moments.add(moment);
    return moment;
  }

  private Op average(String name, Operand<TFloat32> updated) {
    Variable<TFloat32> average =
        tf.withName(name + ".average").variable(updated.shape(), TFloat32.class);
    averages.put(name, average);
    return tf.assignSub(average, tf.math.mul(tf.math.sub(average, updated), averageRate));
  }

  private Operand<TFloat32> globalNorm(Gradients gradients) {
    List<Operand<TFloat32>> squares = new ArrayList<>();
    for (int i = 0; i < gradients.dy().size(); i++) {
      Operand<TFloat32> flat = tf.reshape(gradients.<TFloat32>dy(i), tf.constant(new int[] {-1}));
      squares.add(tf.reduceSum(tf.math.square(flat), tf.constant(0)));
    }
    return tf.math.sqrt(tf.math.addN(squares));
  }

  private Placeholder<TUint8> frames(String name) {
    return tf.withName(name)
        .placeholder(
            TUint8.class,
            Placeholder.shape(Shape.of(-1, NetworkConfig.SIDE, NetworkConfig.SIDE, 1)));
  }

  private <T extends TType> Placeholder<T> scalar(Class<T> type) {
    return tf.placeholder(type, Placeholder.shape(Shape.scalar()));
  }
}
