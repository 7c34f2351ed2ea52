package org.echomotion.segmentation.training.views;

import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.dataset.PreparedFrame;

/** The size of a ventricle on a mask, a second training target beside the ejection fraction. */
final class LogSize {

  private static final int LEAST_PIXELS = 50;
  private static final int VENTRICLE = 1;

  private LogSize() {}

  /**
   * ln(A^2 / L): up to a constant, the logarithm of the area-length volume. L is the long axis of
   * the ellipse with the mask's second moments, 4 sqrt of the larger one.
   *
   * @return NaN for fewer than 50 pixels
   */
  static float of(PreparedFrame frame) {
    double n = 0;
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double syy = 0;
    double sxy = 0;
    byte[] labels = frame.labels();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == VENTRICLE) {
        double x = i % WorkingFrame.SIDE;
        int row = i / WorkingFrame.SIDE;
        double y = row;
        n++;
        sx += x;
        sy += y;
        sxx += x * x;
        syy += y * y;
        sxy += x * y;
      }
    }
    if (n < LEAST_PIXELS) {
      return Float.NaN;
    }
    double xx = sxx / n - sx * sx / n / n;
    double yy = syy / n - sy * sy / n / n;
    double xy = sxy / n - sx * sy / n / n;
    double larger = (xx + yy) / 2 + Math.hypot((xx - yy) / 2, xy);
    return (float) (2 * Math.log(n) - Math.log(4 * Math.sqrt(larger)));
  }
}
