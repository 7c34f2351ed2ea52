package org.echomotion.segmentation.network;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** The variables of one graph by name. The same name always returns the same variable. */
public final class Parameters {

  /**
   * One variable.
   *
   * @param name position in the network, dot-separated
   * @param initializer its initial value
   * @param trained whether the optimizer updates it; moving averages are not trained
   * @param decayed whether weight decay applies: kernels, not biases or scales
   * @param variable the graph's variable, float32
   */
  public record Parameter(
      String name,
      Initializer initializer,
      boolean trained,
      boolean decayed,
      Variable<TFloat32> variable) {

    public long[] shape() {
      return variable.shape().asArray();
    }

    public long size() {
      return variable.shape().size();
    }
  }

  private final Ops tf;
  private final Map<String, Parameter> byName = new LinkedHashMap<>();

  public Parameters(Ops tf) {
    this.tf = tf;
  }

  public Variable<TFloat32> kernel(String name, float standardDeviation, long... shape) {
    return get(name, new Initializer.TruncatedNormal(standardDeviation), true, true, shape);
  }

  /** A bias or scale: trained, never decayed. */
  public Variable<TFloat32> offset(String name, float start, long... shape) {
    return get(name, new Initializer.Constant(start), true, false, shape);
  }

  Variable<TFloat32> movingAverage(String name, float start, long... shape) {
    return get(name, new Initializer.Constant(start), false, false, shape);
  }

  private Variable<TFloat32> get(
      String name, Initializer initializer, boolean trained, boolean decayed, long... shape) {
    return byName
        .computeIfAbsent(
            name,
            n ->
                new Parameter(
                    n,
                    initializer,
                    trained,
                    decayed,
                    tf.withName(n).variable(Shape.of(shape), TFloat32.class)))
        .variable();
  }

  public Collection<Parameter> all() {
    return List.copyOf(byName.values());
  }

  /** Number of trained elements in parameters whose name starts with {@code prefix}. */
  public long trainedCount(String prefix) {
    return byName.values().stream()
        .filter(p -> p.trained() && p.name().startsWith(prefix))
        .mapToLong(Parameter::size)
        .sum();
  }
}
