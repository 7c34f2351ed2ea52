package org.echomotion.segmentation.training.views;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.echomotion.segmentation.network.ForwardPass;
import org.echomotion.segmentation.network.Parameters;
import org.echomotion.segmentation.network.views.StudyHead;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Trains the head that estimates an ejection fraction from both views. It also learns each frame's
 * size from its mask, because few studies have a true value, but every frame has a mask.
 */
final class StudyTrainer {

  private static final int BATCH = 24;
  private static final double RATE = 1e-3;
  private static final double DECAY = 0.05;
  private static final float DROPOUT = 0.1f;

  /** The loss is quadratic below this error in points, and linear above. */
  private static final float BEND_POINTS = 8;

  private static final float SIZE_WEIGHT = 3;
  private static final float BEND_LOG_SIZE = 0.2f;

  private StudyTrainer() {}

  private static final class Head implements HeadGraph.Head {

    @Override
    public List<Operand<TFloat32>> outputs(
        Ops tf,
        Parameters parameters,
        Operand<TFloat32> tokens,
        Operand<TInt64> seed,
        boolean training) {
      ForwardPass pass = training ? ForwardPass.training(seed) : ForwardPass.inference();
      StudyHead.Answer answer =
          StudyHead.answer(tf, parameters, tokens, pass, training ? DROPOUT : 0);
      return List.of(answer.ejectionFraction(), answer.logSizes());
    }

    @Override
    public Operand<TFloat32> loss(
        Ops tf, List<Operand<TFloat32>> outputs, List<Placeholder<TFloat32>> targets) {
      Operand<TFloat32> points =
          huber(tf, tf.math.sub(outputs.get(0), targets.get(0)), BEND_POINTS);
      Operand<TFloat32> sizes =
          tf.math.mul(
              huber(tf, tf.math.sub(outputs.get(1), targets.get(1)), BEND_LOG_SIZE),
              targets.get(2));
      return tf.math.add(
          tf.math.mean(points, tf.constant(0)),
          tf.math.mul(tf.math.mean(sizes, tf.constant(0)), tf.constant(SIZE_WEIGHT)));
    }

    /** In units of the bend: quadratic below 1, linear above (Huber 1964). */
    private static Operand<TFloat32> huber(Ops tf, Operand<TFloat32> error, float bend) {
      Operand<TFloat32> size = tf.math.abs(tf.math.mul(error, tf.constant(1 / bend)));
      Operand<TFloat32> inner = tf.math.minimum(size, tf.constant(1f));
      return tf.math.mul(inner, tf.math.sub(size, tf.math.mul(inner, tf.constant(0.5f))));
    }

    @Override
    public List<Shape> targets() {
      return List.of(Shape.of(-1), Shape.of(-1), Shape.of(-1));
    }
  }

  /**
   * @param studies training studies; each source is drawn equally often
   */
  static HeadGraph train(
      int width, TokenFile tokens, List<EncodedStudy> studies, int steps, int threads, long seed)
      throws IOException {
    HeadGraph graph = new HeadGraph(width, new Head(), DECAY, threads, seed);
    Map<String, List<EncodedStudy>> bySource = new TreeMap<>();
    studies.forEach(
        s -> bySource.computeIfAbsent(s.study().source(), k -> new ArrayList<>()).add(s));
    List<List<EncodedStudy>> sources = List.copyOf(bySource.values());
    SplittableRandom random = new SplittableRandom(seed);
    for (int step = 0; step < steps; step++) {
      int[] places = new int[StudyHead.FRAMES * BATCH];
      float[] truths = new float[BATCH];
      float[] sizes = new float[StudyHead.FRAMES * BATCH];
      float[] known = new float[StudyHead.FRAMES * BATCH];
      for (int i = 0; i < BATCH; i++) {
        List<EncodedStudy> source = sources.get(random.nextInt(sources.size()));
        EncodedStudy study = source.get(random.nextInt(source.size()));
        truths[i] = (float) study.study().ejectionFractionPercent();
        for (int frame = 0; frame < StudyHead.FRAMES; frame += 2) {
          // Both phases of a view have the same window. The two views may have different windows.
          EncodedStudy.Variant variant =
              study.variants().get(random.nextInt(study.variants().size()));
          for (int phase = frame; phase < frame + 2; phase++) {
            int at = phase * BATCH + i;
            places[at] = variant.places()[phase];
            float size = variant.logSizes()[phase];
            known[at] = Float.isNaN(size) ? 0 : 1;
            sizes[at] = Float.isNaN(size) ? 0 : size - StudyHead.LOG_SIZE_CENTRE;
          }
        }
      }
      double rate =
          RATE * Math.min(1, (step + 1) / 100.0) * 0.5 * (1 + Math.cos(Math.PI * step / steps));
      graph.step(tokens.read(places), List.of(truths, sizes, known), rate);
    }
    graph.useAverages();
    return graph;
  }

  /** Ejection fractions in percent, one per study, on the original frames. */
  static double[] predict(HeadGraph graph, TokenFile tokens, List<EncodedStudy> studies)
      throws IOException {
    double[] percent = new double[studies.size()];
    for (int i = 0; i < studies.size(); i++) {
      percent[i] = graph.answer(tokens.read(studies.get(i).variants().get(0).places()), 0)[0];
    }
    return percent;
  }
}
