package org.echomotion.ingest.dataset.warp;

import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * A thin-plate spline: the smoothest displacement of the plane that moves each given point by its
 * offset. Its kernel is {@code U(r) = r^2 log r} (Bookstein, IEEE PAMI 1989).
 */
final class ThinPlate {

  /** Allows small deviations from the offsets where close points have different ones. */
  private static final double STIFFNESS = 2;

  private final List<Point> points;
  private final double[] x;
  private final double[] y;

  /**
   * @param points at least three, not in one line, no two equal
   * @param offsets displacement of each point
   */
  ThinPlate(List<Point> points, List<Point> offsets) {
    this.points = List.copyOf(points);
    int n = points.size();
    double[][] system = new double[n + 3][n + 3];
    double[][] displacements = new double[n + 3][2];
    for (int i = 0; i < n; i++) {
      Point p = points.get(i);
      for (int j = 0; j < i; j++) {
        double value = kernel(p, points.get(j));
        system[i][j] = value;
        system[j][i] = value;
      }
      system[i][i] = STIFFNESS;
      double[] affine = {1, p.x(), p.y()};
      for (int k = 0; k < 3; k++) {
        system[i][n + k] = affine[k];
        system[n + k][i] = affine[k];
      }
      displacements[i][0] = offsets.get(i).x();
      displacements[i][1] = offsets.get(i).y();
    }
    RealMatrix weights =
        new LUDecomposition(new Array2DRowRealMatrix(system, false))
            .getSolver()
            .solve(new Array2DRowRealMatrix(displacements, false));
    x = weights.getColumn(0);
    y = weights.getColumn(1);
  }

  /** The displacement at {@code point}. */
  Point at(Point point) {
    int n = points.size();
    double dx = x[n] + x[n + 1] * point.x() + x[n + 2] * point.y();
    double dy = y[n] + y[n + 1] * point.x() + y[n + 2] * point.y();
    for (int i = 0; i < n; i++) {
      double value = kernel(point, points.get(i));
      dx += x[i] * value;
      dy += y[i] * value;
    }
    return new Point(dx, dy);
  }

  private static double kernel(Point a, Point b) {
    double dx = a.x() - b.x();
    double dy = a.y() - b.y();
    double squared = dx * dx + dy * dy;
    return squared == 0 ? 0 : 0.5 * squared * Math.log(squared);
  }
}
