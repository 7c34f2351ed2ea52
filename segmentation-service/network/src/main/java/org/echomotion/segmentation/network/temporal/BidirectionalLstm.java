package org.echomotion.segmentation.network.temporal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.echomotion.segmentation.network.Layers;
import org.echomotion.segmentation.network.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al.
 * 2000) over the frames of a window, forwards and backwards. Each frame has its own operations,
 * because TensorFlow's fused LSTM and its loops have no gradient here.
 */
final class BidirectionalLstm {

  private static final int GATES = 4;

  /**
   * Initial bias of the forget gate: learning is faster if the memory starts by keeping its content
   * (Jozefowicz et al., ICML 2015).
   */
  private static final float FORGET_BIAS = 1f;

  private final Ops tf;
  private final Layers layers;
  private final Parameters parameters;
  private final TemporalConfig config;

  BidirectionalLstm(Ops tf, Layers layers, Parameters parameters, TemporalConfig config) {
    this.tf = tf;
    this.layers = layers;
    this.parameters = parameters;
    this.config = config;
  }

  /** Maps rows [n * window, c] to rows [n * window, 2 width]. */
  Operand<TFloat32> apply(Operand<TFloat32> rows) {
    Operand<TFloat32> x = rows;
    for (int i = 0; i < config.layers(); i++) {
      String name = "temporal.lstm" + i;
      List<Operand<TFloat32>> forwards = pass(name + ".forwards", x, false);
      List<Operand<TFloat32>> backwards = pass(name + ".backwards", x, true);
      List<Operand<TFloat32>> both = new ArrayList<>();
      for (int t = 0; t < TemporalConfig.WINDOW; t++) {
        both.add(tf.concat(List.of(forwards.get(t), backwards.get(t)), tf.constant(1)));
      }
      x =
          tf.reshape(
              tf.stack(both, Stack.axis(1L)), tf.constant(new int[] {-1, 2 * config.width()}));
    }
    return x;
  }

  /** The state [n, width] after each frame, in the order of the frames. */
  private List<Operand<TFloat32>> pass(String name, Operand<TFloat32> rows, boolean backwards) {
    int width = config.width();
    Operand<TFloat32> driven = layers.linear(name + ".input", rows, GATES * width);
    List<Operand<TFloat32>> frames =
        new ArrayList<>(
            unstack(
                tf.reshape(
                    driven, tf.constant(new int[] {-1, TemporalConfig.WINDOW, GATES * width})),
                TemporalConfig.WINDOW));
    if (backwards) {
      Collections.reverse(frames);
    }
    Operand<TFloat32> recurrent =
        parameters.kernel(
            name + ".recurrent", (float) (1 / Math.sqrt(width)), width, (long) GATES * width);
    List<Operand<TFloat32>> states = new ArrayList<>();
    Operand<TFloat32> state = null;
    Operand<TFloat32> cell = null;
    for (Operand<TFloat32> frame : frames) {
      Operand<TFloat32> sum =
          state == null ? frame : tf.math.add(frame, tf.linalg.matMul(state, recurrent));
      List<Operand<TFloat32>> gates =
          unstack(tf.reshape(sum, tf.constant(new int[] {-1, GATES, width})), GATES);
      Operand<TFloat32> added =
          tf.math.mul(tf.math.sigmoid(gates.get(0)), tf.math.tanh(gates.get(1)));
      Operand<TFloat32> kept = tf.math.sigmoid(tf.math.add(gates.get(2), tf.constant(FORGET_BIAS)));
      cell = cell == null ? added : tf.math.add(tf.math.mul(cell, kept), added);
      state = tf.math.mul(tf.math.sigmoid(gates.get(3)), tf.math.tanh(cell));
      states.add(state);
    }
    if (backwards) {
      Collections.reverse(states);
    }
    return states;
  }

  private List<Operand<TFloat32>> unstack(Operand<TFloat32> x, int count) {
    return List.copyOf(tf.unstack(x, (long) count, Unstack.axis(1L)).output());
  }
}
