package org.echomotion.segmentation.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echomotion.segmentation.network.Parameters;
import org.echomotion.segmentation.network.Weights;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * AdamW (Loshchilov and Hutter, ICLR 2019) on gradients clipped by their global norm, and a moving
 * average of the weights. This part of a training graph is the same for every network.
 */
public final class AdamW {

  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float ADAM_EPSILON = 1e-8f;

  /**
   * Settings of the optimizer.
   *
   * @param clip largest global norm of a step's gradients; infinite for no clipping
   * @param decay decay of kernels, times the learning rate
   * @param average decay of the moving average, below 1
   */
  public record Settings(double clip, double decay, double average) {}

  private final Ops tf;
  private final double averageDecay;
  private final Placeholder<TFloat32> rate;
  private final Placeholder<TFloat32> beta1Power;
  private final Placeholder<TFloat32> beta2Power;
  private final Placeholder<TFloat32> averageRate;
  private final Map<String, Variable<TFloat32>> network = new LinkedHashMap<>();
  private final Map<String, Variable<TFloat32>> averages = new LinkedHashMap<>();
  private final List<Variable<TFloat32>> moments = new ArrayList<>();
  private final Operand<TFloat32> norm;
  private final Op update;

  /**
   * Adds the optimizer to a graph.
   *
   * @param parameters all parameters of the network
   * @param loss loss, a scalar
   * @param statisticsUpdates updates of the parameters that are not trained, in their order
   */
  public AdamW(
      Ops tf,
      Parameters parameters,
      Operand<TFloat32> loss,
      Settings settings,
      List<Operand<TFloat32>> statisticsUpdates) {
    this.tf = tf;
    averageDecay = settings.average();
    rate = scalar();
    beta1Power = scalar();
    beta2Power = scalar();
    averageRate = scalar();
    parameters.all().forEach(p -> network.put(p.name(), p.variable()));
    List<Parameters.Parameter> trained =
        parameters.all().stream().filter(Parameters.Parameter::trained).toList();
    Gradients gradients =
        tf.gradients(loss, trained.stream().map(Parameters.Parameter::variable).toList());
    norm = globalNorm(gradients);
    Operand<TFloat32> clip =
        tf.math.minimum(
            tf.constant(1f),
            tf.math.div(
                tf.constant((float) settings.clip()), tf.math.add(norm, tf.constant(1e-6f))));
    // The decay waits for the norm, hence for every gradient: no gradient may read a half-updated
    // kernel.
    Ops afterGradients = tf.withControlDependencies(List.of((Op) norm));
    Operand<TFloat32> decay = tf.math.mul(rate, tf.constant((float) settings.decay()));
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
      updates.add(average(moving.get(i).name(), statisticsUpdates.get(i)));
    }
    update = tf.withControlDependencies(updates).noOp();
  }

  /** Global norm of the gradients before clipping, scalar. */
  public Operand<TFloat32> norm() {
    return norm;
  }

  /** The operation that runs one step. */
  public Op update() {
    return update;
  }

  /** Starts from {@code weights}, also for the averages; the moments start at 0. */
  public void start(Session session, Weights weights) {
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

  /** The inputs of a step. Close them after its run. */
  public final class Feeds implements AutoCloseable {

    private final Map<Placeholder<TFloat32>, TFloat32> values = new LinkedHashMap<>();

    private Feeds(long number, double learningRate) {
      double warm = Math.min(averageDecay, (1.0 + (double) number) / (10.0 + (double) number));
      put(rate, learningRate);
      put(beta1Power, Math.pow(BETA1, (double) (number + 1)));
      put(beta2Power, Math.pow(BETA2, (double) (number + 1)));
      put(averageRate, 1 - warm);
    }

    private void put(Placeholder<TFloat32> placeholder, double value) {
      values.put(placeholder, TFloat32.scalarOf((float) value));
    }

    public Session.Runner into(Session.Runner runner) {
      values.forEach(runner::feed);
      return runner;
    }

    @Override
    public void close() {
      values.values().forEach(TFloat32::close);
    }
  }

  /** The inputs of step {@code number}, counted from 0. */
  public Feeds feeds(long number, double learningRate) {
    return new Feeds(number, learningRate);
  }

  /** The moving average of every variable, used for validation and export. */
  public Weights averaged(Session session) {
    return Weights.fetch(session, averages);
  }

  /** The current weights, not averaged. */
  public Weights current(Session session) {
    return Weights.fetch(session, network);
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

  private Placeholder<TFloat32> scalar() {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }
}
