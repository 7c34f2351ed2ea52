package org.echomotion.activelearning.consensus;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.echomotion.activelearning.queue.Outline;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Location;

/**
 * STAPLE: the probable truth and each reader's sensitivity and specificity, by expectation
 * maximisation. Warfield, Zou and Wells, IEEE Transactions on Medical Imaging 23 (2004), 903-921.
 */
final class Staple {

  private static final double START = 0.99;
  private static final double SMALLEST = 1e-6;
  private static final double CONVERGED = 1e-7;
  private static final int MOST_STEPS = 100;

  private final boolean[][] inside;
  private final double[] truth;
  private final double[] sensitivity;
  private final double[] specificity;

  private Staple(boolean[][] inside) {
    this.inside = inside;
    this.truth = new double[inside[0].length];
    this.sensitivity = new double[inside.length];
    this.specificity = new double[inside.length];
    Arrays.fill(sensitivity, START);
    Arrays.fill(specificity, START);
  }

  static Optional<Outline> of(List<Outline> outlines) {
    boolean[][] inside = outlines.stream().map(Staple::mask).toArray(boolean[][]::new);
    double[] truth = new Staple(inside).converge();
    boolean[] mask = new boolean[truth.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = truth[i] >= 0.5;
    }
    return Grid.outline(mask);
  }

  private static boolean[] mask(Outline outline) {
    IndexedPointInAreaLocator area = new IndexedPointInAreaLocator(outline.polygon());
    boolean[] mask = new boolean[Grid.SIDE * Grid.SIDE];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = area.locate(Grid.centre(i % Grid.SIDE, i / Grid.SIDE)) == Location.INTERIOR;
    }
    return mask;
  }

  private double[] converge() {
    double prior = prior();
    double last = 0;
    for (int step = 0; step < MOST_STEPS; step++) {
      expect(prior);
      maximise();
      double sum = Arrays.stream(sensitivity).sum() + Arrays.stream(specificity).sum();
      if (Math.abs(sum - last) < CONVERGED) {
        break;
      }
      last = sum;
    }
    return truth;
  }

  /** The mean share of cells inside a reader's outline. */
  private double prior() {
    long count = 0;
    for (boolean[] reader : inside) {
      for (boolean cell : reader) {
        count += cell ? 1 : 0;
      }
    }
    return (double) count / inside.length / truth.length;
  }

  private void expect(double prior) {
    for (int i = 0; i < truth.length; i++) {
      double in = prior;
      double out = 1 - prior;
      for (int reader = 0; reader < inside.length; reader++) {
        boolean says = inside[reader][i];
        in *= says ? sensitivity[reader] : 1 - sensitivity[reader];
        out *= says ? 1 - specificity[reader] : specificity[reader];
      }
      truth[i] = in / (in + out);
    }
  }

  private void maximise() {
    for (int reader = 0; reader < inside.length; reader++) {
      double truePositive = 0;
      double trueNegative = 0;
      double positive = 0;
      for (int i = 0; i < truth.length; i++) {
        positive += truth[i];
        truePositive += inside[reader][i] ? truth[i] : 0;
        trueNegative += inside[reader][i] ? 0 : 1 - truth[i];
      }
      // With values of exactly 0 or 1, both probabilities of a cell could become 0.
      sensitivity[reader] = bounded(truePositive / positive);
      specificity[reader] = bounded(trueNegative / (truth.length - positive));
    }
  }

  private static double bounded(double share) {
    return Math.min(1 - SMALLEST, Math.max(SMALLEST, share));
  }
}
