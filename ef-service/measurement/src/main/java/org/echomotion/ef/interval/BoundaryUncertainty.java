package org.echomotion.ef.interval;

import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.volume.Disks;

/**
 * From the entropy of the model's probabilities near an outline to the standard deviation of the
 * volume inside it.
 */
public final class BoundaryUncertainty {

  /**
   * Independent pieces of the wall: the six segments that an apical view shows, of which the model
   * may place each too far in or out on its own.
   */
  static final int INDEPENDENT_SEGMENTS = 6;

  /** Beyond this scale the band is equally grey everywhere and the entropy tells no more. */
  static final double WIDEST_SCALE_PIXELS = 8;

  private static final int QUADRATURE = 32;
  private static final int BISECTIONS = 60;

  private BoundaryUncertainty() {}

  /**
   * Standard deviation of the edge's place in working pixels. The probability across an edge of
   * unsure place is taken as logistic, {@code p(x) = 1 / (1 + exp(-x / s))}: then the place has the
   * logistic distribution with standard deviation {@code s * pi / sqrt(3)}, and the mean entropy
   * over the band follows from s alone. That relation is inverted here.
   *
   * @param meanEntropy nats, 0 to ln 2, over the pixels within {@link
   *     FrameContour#BOUNDARY_BAND_PIXELS} of the outline
   */
  public static double displacementPixels(double meanEntropy) {
    double low = 0;
    double high = WIDEST_SCALE_PIXELS;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (meanEntropyOfEdge(middle) < meanEntropy) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low * Math.PI / Math.sqrt(3);
  }

  /**
   * Relative standard deviation of a volume by disks whose outline is placed with standard
   * deviation {@code displacementPixels}. All walls moved out by x change {@code sum(d^2)} by
   * {@code 4 x sum(d)}; with independent segments that shrinks by the root of their number. Apex
   * and base move on their own and change the length.
   */
  public static double relativeVolumeSd(Disks disks, double displacementPixels) {
    double sum = 0;
    double squares = 0;
    for (double diameter : disks.diametersPixels()) {
      sum += diameter;
      squares += diameter * diameter;
    }
    double wall = 4 * sum / squares * displacementPixels / Math.sqrt(INDEPENDENT_SEGMENTS);
    double ends = Math.sqrt(2) * displacementPixels / disks.axis().lengthPixels();
    return Math.sqrt(wall * wall + ends * ends);
  }

  private static double meanEntropyOfEdge(double scale) {
    double sum = 0;
    for (int i = 0; i < QUADRATURE; i++) {
      double x = (i + 0.5) / QUADRATURE * FrameContour.BOUNDARY_BAND_PIXELS;
      sum += entropy(1 / (1 + StrictMath.exp(-x / scale)));
    }
    return sum / QUADRATURE;
  }

  private static double entropy(double probability) {
    double other = 1 - probability;
    return other <= 0
        ? 0
        : -probability * StrictMath.log(probability) - other * StrictMath.log(other);
  }
}
