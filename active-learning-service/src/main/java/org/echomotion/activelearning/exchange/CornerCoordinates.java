package org.echomotion.activelearning.exchange;

import java.util.ArrayList;
import java.util.List;
import org.echomotion.ef.contour.Point;

/**
 * Coordinates with the origin at the top left corner of the top left pixel, so that the centre of
 * that pixel is (0.5, 0.5). COCO, Label Studio and CVAT use them. In this package, the origin is
 * the centre of that pixel.
 */
public final class CornerCoordinates {

  private static final double HALF = 0.5;

  private CornerCoordinates() {}

  /** A coordinate of a point, measured from the corner. */
  public static double of(double centred) {
    return centred + HALF;
  }

  /**
   * The outline of corner coordinates {@code x, y, x, y...}. A last point equal to the first one is
   * left out.
   *
   * @throws InvalidLabelException if the numbers are not pairs, or one is not finite
   */
  public static List<Point> outline(double[] coordinates) {
    if (coordinates.length % 2 != 0) {
      throw new InvalidLabelException("an outline has an odd number of coordinates");
    }
    List<Point> outline = new ArrayList<>(coordinates.length / 2);
    for (int i = 0; i < coordinates.length; i += 2) {
      outline.add(OutlineCheck.point(coordinates[i] - HALF, coordinates[i + 1] - HALF));
    }
    int last = outline.size() - 1;
    return last > 0 && outline.get(last).equals(outline.get(0))
        ? outline.subList(0, last)
        : outline;
  }
}
