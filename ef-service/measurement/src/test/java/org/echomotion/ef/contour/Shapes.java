package org.echomotion.ef.contour;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Outlines whose volume has a closed form. */
public final class Shapes {

  private Shapes() {}

  /**
   * Half an ellipse standing on its flat base: apex at the top. Turned about its axis it has volume
   * 2/3 * pi * (width/2)^2 * length.
   */
  public static Contour halfEllipse(Point baseMiddle, double length, double width) {
    List<Point> points = new ArrayList<>();
    int n = 200;
    for (int i = 0; i <= n; i++) {
      double angle = Math.PI * i / n;
      points.add(
          new Point(
              baseMiddle.x() - width / 2 * Math.cos(angle),
              baseMiddle.y() - length * Math.sin(angle)));
    }
    return new Contour(points);
  }

  public static double halfEllipsoidVolume(double length, double width) {
    return 2.0 / 3 * Math.PI * width * width / 4 * length;
  }

  /** Turns about {@code centre} by degrees, clockwise as seen. */
  public static UnaryOperator<Point> turn(Point centre, double degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    return p -> {
      Point d = p.minus(centre);
      return centre.plus(new Point(cos * d.x() - sin * d.y(), sin * d.x() + cos * d.y()));
    };
  }

  public static Contour map(Contour contour, UnaryOperator<Point> move) {
    return new Contour(contour.vertices().stream().map(move).toList());
  }

  /** The pixels of a size x size mask whose centres lie inside the outline. */
  public static boolean[] digitise(Contour contour, int size) {
    boolean[] mask = new boolean[size * size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        mask[y * size + x] = contains(contour, x, y);
      }
    }
    return mask;
  }

  private static boolean contains(Contour contour, double x, double y) {
    boolean inside = false;
    for (int i = 0; i < contour.vertices().size(); i++) {
      Point a = contour.vertices().get(i);
      Point b = contour.next(i);
      if (a.y() > y != b.y() > y && x < a.x() + (y - a.y()) / (b.y() - a.y()) * (b.x() - a.x())) {
        inside = !inside;
      }
    }
    return inside;
  }
}
