package org.echomotion.ef.interval;

import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.volume.Disks;

/**
 * Computes the standard deviation of a volume from the entropy of the model's probabilities near
 * its outline.
 */
public final class BoundaryUncertainty {

  /**
   * The constants that a result depends on.
   *
   * @param independentSegments Independent pieces of the wall: the six segments that an apical view
   *     shows. The model may place each one too far in or out independently.
   * @param widestScalePixels Largest logistic scale. Beyond it the probability is nearly constant
   *     over the band, and the entropy gives no further information.
   * @param quadraturePoints Number of quadrature points over the band.
   * @param bisections Number of bisections of the inversion.
   */
  public record Settings(
      int independentSegments, double widestScalePixels, int quadraturePoints, int bisections) {
    static final Settings DEFAULT = new Settings(6, 8, 32, 60);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  private BoundaryUncertainty() {}

  /**
   * Standard deviation of the edge's position in working pixels. The probability across an
   * uncertain edge is assumed to be logistic, {@code p(x) = 1 / (1 + exp(-x / s))}. The position
   * then has the logistic distribution with standard deviation {@code s * pi / sqrt(3)}, and the
   * mean entropy over the band depends on s alone. This method inverts that relation.
   *
   * @param meanEntropy nats, 0 to ln 2, over the pixels within {@link
   *     FrameContour.Settings#boundaryBandPixels} of the outline
   */
  public static double displacementPixels(double meanEntropy) {
    double low = 0;
    double high = SETTINGS.widestScalePixels();
    for (int i = 0; i < SETTINGS.bisections(); i++) {
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
   * Relative standard deviation of a volume by disks, if the outline's position has the standard
   * deviation {@code displacementPixels}. Moving all walls out by x changes {@code sum(d^2)} by
   * {@code 4 x sum(d)}. With independent segments, this change is divided by the square root of
   * their number. Apex and base move independently and change the length.
   */
  public static double relativeVolumeSd(Disks disks, double displacementPixels) {
    double sum = 0;
    double squares = 0;
    for (double diameter : disks.diametersPixels()) {
      sum += diameter;
      squares += diameter * diameter;
    }
    double wall =
        4 * sum / squares * displacementPixels / Math.sqrt(SETTINGS.independentSegments());
    double ends = Math.sqrt(2) * displacementPixels / disks.axis().lengthPixels();
    return Math.sqrt(wall * wall + ends * ends);
  }

  private static double meanEntropyOfEdge(double scale) {
    double sum = 0;
    for (int i = 0; i < SETTINGS.quadraturePoints(); i++) {
      double x =
          (i + 0.5) / SETTINGS.quadraturePoints() * FrameContour.SETTINGS.boundaryBandPixels();
      sum += entropy(1 / (1 + StrictMath.exp(-x / scale)));
    }
    return sum / SETTINGS.quadraturePoints();
  }

  private static double entropy(double probability) {
    double other = 1 - probability;
    return other <= 0
        ? 0
        : -probability * StrictMath.log(probability) - other * StrictMath.log(other);
  }
}
