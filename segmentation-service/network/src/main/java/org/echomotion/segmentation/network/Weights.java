package org.echomotion.segmentation.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * Values of a network's variables, outside any graph. They are stored as a TensorFlow checkpoint
 * ({@code prefix.index}, {@code prefix.data-*}). A saved model's {@code variables/variables} is a
 * checkpoint too, so training can start from a shipped model.
 *
 * @param values values by variable name, in graph order
 */
public record Weights(Map<String, Values> values) {

  /** One variable: row-major {@code data} of {@code shape}. */
  public record Values(long[] shape, float[] data) {}

  /** Draws initial values; the same seed and parameters give the same bits. */
  public static Weights initial(Parameters parameters, long seed) {
    Map<String, Values> values = new LinkedHashMap<>();
    for (Parameters.Parameter parameter : parameters.all()) {
      float[] data = new float[Math.toIntExact(parameter.size())];
      // Seeded by name, so that a new layer does not change the initial values of the others.
      SplittableRandom random = new SplittableRandom(seed * 31 + parameter.name().hashCode());
      for (int i = 0; i < data.length; i++) {
        data[i] = draw(parameter.initializer(), random);
      }
      values.put(parameter.name(), new Values(parameter.shape(), data));
    }
    return new Weights(values);
  }

  /**
   * Returns these values, replaced by those of {@code part} with the same name.
   *
   * @throws IllegalArgumentException if {@code part} has a variable that is missing here or has
   *     another shape
   */
  public Weights overlaidBy(Weights part) {
    Map<String, Values> result = new LinkedHashMap<>(values);
    part.values()
        .forEach(
            (name, value) -> {
              Values old = result.get(name);
              if (old == null || !Arrays.equals(old.shape(), value.shape())) {
                throw new IllegalArgumentException(
                    "The network has no variable '%s' of shape %s."
                        .formatted(name, Arrays.toString(value.shape())));
              }
              result.put(name, value);
            });
    return new Weights(result);
  }

  private static float draw(Initializer initializer, SplittableRandom random) {
    if (initializer instanceof Initializer.Constant constant) {
      return constant.value();
    }
    float deviation = ((Initializer.TruncatedNormal) initializer).standardDeviation();
    double z;
    do {
      z =
          Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
              * Math.cos(2 * Math.PI * random.nextDouble());
    } while (Math.abs(z) > 2);
    return (float) (z * deviation);
  }

  /** Reads variables of a running session; {@code variables} by their name in the result. */
  public static Weights fetch(Session session, Map<String, ? extends Operand<TFloat32>> variables) {
    Session.Runner runner = session.runner();
    variables.values().forEach(runner::fetch);
    Map<String, Values> values = new LinkedHashMap<>();
    try (Result result = runner.run()) {
      int i = 0;
      for (String name : variables.keySet()) {
        TFloat32 tensor = (TFloat32) result.get(i++);
        float[] data = new float[Math.toIntExact(tensor.size())];
        tensor.asRawTensor().data().asFloats().read(data);
        values.put(name, new Values(tensor.shape().asArray(), data));
      }
    }
    return new Weights(values);
  }

  /**
   * Reads the variables of {@code parameters} from a checkpoint.
   *
   * @throws org.tensorflow.exceptions.TensorFlowException if the checkpoint or a variable is
   *     missing
   */
  public static Weights read(Path prefix, Collection<Parameters.Parameter> parameters) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Map<String, Variable<TFloat32>> variables = new LinkedHashMap<>();
      for (Parameters.Parameter p : parameters) {
        variables.put(
            p.name(), tf.withName(p.name()).variable(Shape.of(p.shape()), TFloat32.class));
      }
      try (Session session = new Session(graph)) {
        session.restore(prefix.toString());
        return fetch(session, variables);
      }
    }
  }

  /** Writes a checkpoint for any graph with these variables. */
  public void write(Path prefix) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Map<String, List<Variable<TFloat32>>> variables = new LinkedHashMap<>();
      values.forEach(
          (name, v) ->
              variables.put(
                  name, List.of(tf.withName(name).variable(Shape.of(v.shape()), TFloat32.class))));
      try (Session session = new Session(graph)) {
        assign(tf, session, variables);
        Files.createDirectories(prefix.toAbsolutePath().getParent());
        session.save(prefix.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The weights could not be written to " + prefix + ".", e);
    }
  }

  /**
   * Sets variables of a running session; {@code variables} may have several for one name. All are
   * set in one run, because TensorFlow prunes the whole graph for each distinct run, which is slow
   * for a large graph.
   */
  public void assign(
      Ops tf, Session session, Map<String, ? extends List<? extends Operand<TFloat32>>> variables) {
    Session.Runner runner = session.runner();
    List<TFloat32> fed = new ArrayList<>();
    try {
      variables.forEach(
          (name, targets) -> {
            Values v = values.get(name);
            if (v == null) {
              throw new IllegalArgumentException("The weights have no variable '" + name + "'.");
            }
            Shape shape = Shape.of(v.shape());
            Placeholder<TFloat32> value = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
            fed.add(TFloat32.tensorOf(shape, DataBuffers.of(v.data())));
            runner.feed(value, fed.get(fed.size() - 1));
            targets.forEach(target -> runner.addTarget(tf.assign(target, value)));
          });
      runner.run().close();
    } finally {
      fed.forEach(TFloat32::close);
    }
  }
}
