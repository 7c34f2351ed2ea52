package org.echomotion.ef.contour;

import java.util.Arrays;
import java.util.List;

/**
 * A closed outline in working pixels; the last vertex joins the first. Orientation does not matter.
 * The area, the centroid and the second moments are computed over the polygon's interior by Green's
 * theorem, so they do not depend on how densely the outline is sampled.
 */
public final class Contour {

  private final List<Point> vertices;
  private final double area;
  private final Point centroid;

  /**
   * @param vertices at least three, enclosing an area
   * @throws IllegalArgumentException if the outline has fewer vertices or encloses nothing
   */
  public Contour(List<Point> vertices) {
    this.vertices = List.copyOf(vertices);
    if (this.vertices.size() < 3) {
      throw new IllegalArgumentException("a contour needs at least three vertices");
    }
    // Relative to the first vertex, to avoid cancellation far from the origin.
    Point origin = this.vertices.get(0);
    double twiceArea = 0;
    double sumX = 0;
    double sumY = 0;
    for (int i = 0; i < this.vertices.size(); i++) {
      Point a = this.vertices.get(i).minus(origin);
      Point b = next(i).minus(origin);
      double cross = a.x() * b.y() - b.x() * a.y();
      twiceArea += cross;
      sumX += (a.x() + b.x()) * cross;
      sumY += (a.y() + b.y()) * cross;
    }
    if (twiceArea == 0) {
      throw new IllegalArgumentException("a contour must enclose an area");
    }
    this.area = Math.abs(twiceArea) / 2;
    this.centroid = origin.plus(new Point(sumX / (3 * twiceArea), sumY / (3 * twiceArea)));
  }

  public List<Point> vertices() {
    return vertices;
  }

  /** The end of the edge that starts at vertex {@code i}. */
  public Point next(int i) {
    return vertices.get(i + 1 == vertices.size() ? 0 : i + 1);
  }

  /** Enclosed area in square pixels. */
  public double area() {
    return area;
  }

  public Point centroid() {
    return centroid;
  }

  /**
   * Unit vector in the direction of the interior's largest spread. It points down in the image (y
   * at least 0), from the apex towards the base.
   */
  public Point principalDirection() {
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double sign = 0;
    for (int i = 0; i < vertices.size(); i++) {
      Point a = vertices.get(i).minus(centroid);
      Point b = next(i).minus(centroid);
      double cross = a.x() * b.y() - b.x() * a.y();
      sign += cross;
      xx += cross * (a.x() * a.x() + a.x() * b.x() + b.x() * b.x());
      yy += cross * (a.y() * a.y() + a.y() * b.y() + b.y() * b.y());
      xy += cross * (a.x() * (2 * a.y() + b.y()) + b.x() * (a.y() + 2 * b.y())) / 2;
    }
    if (sign < 0) {
      xx = -xx;
      yy = -yy;
      xy = -xy;
    }
    // Larger eigenvalue of [[xx, xy], [xy, yy]]; its eigenvector in the better conditioned form.
    double half = (xx - yy) / 2;
    double root = Math.sqrt(half * half + xy * xy);
    if (root <= 1e-12 * (xx + yy)) {
      return new Point(0, 1); // equally wide in every direction: assume straight down
    }
    Point direction = half > 0 ? new Point(half + root, xy) : new Point(xy, root - half);
    direction = direction.times(1 / direction.length());
    return direction.y() < 0 ? direction.times(-1) : direction;
  }

  /** The vertex farthest in {@code direction}; the first one of a tie. */
  public Point farthestAlong(Point direction) {
    Point best = vertices.get(0);
    for (Point vertex : vertices) {
      if (vertex.dot(direction) > best.dot(direction)) {
        best = vertex;
      }
    }
    return best;
  }

  /** The vertex farthest from {@code point}; the first one of a tie. */
  public Point farthestFrom(Point point) {
    Point best = vertices.get(0);
    for (Point vertex : vertices) {
      if (vertex.distanceTo(point) > best.distanceTo(point)) {
        best = vertex;
      }
    }
    return best;
  }

  /**
   * Length of the line {@code point + t * direction} (a unit vector) inside the outline, in pixels.
   */
  public double chordLength(Point point, Point direction) {
    double[] crossings = crossings(point, direction);
    double inside = 0;
    for (int i = 0; i + 1 < crossings.length; i += 2) {
      inside += crossings[i + 1] - crossings[i];
    }
    return inside;
  }

  /**
   * The last point where the line from {@code point} along {@code direction} (a unit vector) leaves
   * the outline; {@code point} itself if the line does not meet the outline ahead of it.
   */
  public Point exit(Point point, Point direction) {
    double[] crossings = crossings(point, direction);
    double farthest = crossings.length == 0 ? 0 : Math.max(0, crossings[crossings.length - 1]);
    return point.plus(direction.times(farthest));
  }

  /** Signed distances from {@code point} to the line's crossings of the outline, ascending. */
  private double[] crossings(Point point, Point direction) {
    Point normal = direction.perpendicular();
    double[] crossings = new double[vertices.size()];
    int count = 0;
    for (int i = 0; i < vertices.size(); i++) {
      Point a = vertices.get(i).minus(point);
      Point b = next(i).minus(point);
      double da = a.dot(normal);
      double db = b.dot(normal);
      // Half-open, so that a line through a vertex crosses only one of its two edges.
      if (da < 0 != db < 0) {
        double t = da / (da - db);
        crossings[count++] = a.plus(b.minus(a).times(t)).dot(direction);
      }
    }
    double[] sorted = Arrays.copyOf(crossings, count);
    Arrays.sort(sorted);
    return sorted;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Contour contour && vertices.equals(contour.vertices);
  }

  @Override
  public int hashCode() {
    return vertices.hashCode();
  }
}
