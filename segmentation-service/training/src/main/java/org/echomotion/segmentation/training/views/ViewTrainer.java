package org.echomotion.segmentation.training.views;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.echomotion.segmentation.network.ForwardPass;
import org.echomotion.segmentation.network.Parameters;
import org.echomotion.segmentation.network.views.ViewHead;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Trains the view classifier. */
final class ViewTrainer {

  private static final int BATCH = 96;
  private static final double RATE = 1e-3;
  private static final double DECAY = 0.02;
  private static final float SMOOTHING = 0.05f;

  private ViewTrainer() {}

  /**
   * Frames of one view from one source.
   *
   * @param view index of the frames' class
   * @param share share of this group in the drawn frames
   * @param places positions of the frames in the token file
   */
  record Group(int view, double share, int[] places) {}

  private static final class Head implements HeadGraph.Head {

    @Override
    public List<Operand<TFloat32>> outputs(
        Ops tf,
        Parameters parameters,
        Operand<TFloat32> tokens,
        Operand<TInt64> seed,
        boolean training) {
      ForwardPass pass = training ? ForwardPass.training(seed) : ForwardPass.inference();
      Operand<TFloat32> logits = ViewHead.logits(tf, parameters, tokens, pass);
      return List.of(logits, tf.nn.softmax(logits));
    }

    @Override
    public Operand<TFloat32> loss(
        Ops tf, List<Operand<TFloat32>> outputs, List<Placeholder<TFloat32>> targets) {
      Operand<TFloat32> likelihood =
          tf.reduceSum(
              tf.math.mul(tf.nn.logSoftmax(outputs.get(0)), targets.get(0)), tf.constant(1));
      return tf.math.neg(tf.math.mean(likelihood, tf.constant(0)));
    }

    @Override
    public List<Shape> targets() {
      return List.of(Shape.of(-1, ViewHead.VIEWS));
    }
  }

  static HeadGraph train(
      int width, TokenFile tokens, List<Group> groups, int steps, int threads, long seed)
      throws IOException {
    HeadGraph graph = new HeadGraph(width, new Head(), DECAY, threads, seed);
    SplittableRandom random = new SplittableRandom(seed);
    double shares = groups.stream().mapToDouble(Group::share).sum();
    for (int step = 0; step < steps; step++) {
      int[] places = new int[BATCH];
      float[] views = new float[BATCH * ViewHead.VIEWS];
      for (int i = 0; i < BATCH; i++) {
        Group group = draw(groups, random.nextDouble() * shares);
        places[i] = group.places()[random.nextInt(group.places().length)];
        for (int view = 0; view < ViewHead.VIEWS; view++) {
          views[i * ViewHead.VIEWS + view] =
              view == group.view() ? 1 - SMOOTHING : SMOOTHING / (ViewHead.VIEWS - 1);
        }
      }
      double rate = RATE * 0.5 * (1 + Math.cos(Math.PI * step / steps));
      graph.step(tokens.read(places), List.of(views), rate);
    }
    graph.useAverages();
    return graph;
  }

  private static Group draw(List<Group> groups, double at) {
    for (Group group : groups) {
      at -= group.share();
      if (at < 0) {
        return group;
      }
    }
    return groups.get(groups.size() - 1);
  }
}
