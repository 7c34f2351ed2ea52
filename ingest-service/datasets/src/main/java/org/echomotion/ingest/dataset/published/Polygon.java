package org.echomotion.ingest.dataset.published;

import java.awt.geom.Path2D;
import java.util.List;
import java.util.stream.Stream;
import org.locationtech.jts.algorithm.Area;
import org.locationtech.jts.geom.Coordinate;

/**
 * A closed polygon; the first corner is not repeated at the end.
 *
 * @param corners in pixels, whole numbers are pixel centres; at least three
 */
public record Polygon(List<Corner> corners) {

  /** One corner, in pixels. */
  public record Corner(double x, double y) {}

  public Polygon {
    corners = List.copyOf(corners);
    if (corners.size() < 3) {
      throw new IllegalArgumentException("a polygon has at least 3 corners");
    }
  }

  /** Enclosed area, in square pixels. */
  public double area() {
    return Area.ofRing(
        Stream.concat(corners.stream(), corners.stream().limit(1))
            .map(corner -> new Coordinate(corner.x(), corner.y()))
            .toArray(Coordinate[]::new));
  }

  /** uint8 [rows * columns]: 1 where the pixel's centre lies within. */
  public byte[] labels(int rows, int columns) {
    Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
    outline.moveTo(corners.get(0).x(), corners.get(0).y());
    corners.subList(1, corners.size()).forEach(corner -> outline.lineTo(corner.x(), corner.y()));
    outline.closePath();
    byte[] labels = new byte[rows * columns];
    for (int p = 0; p < labels.length; p++) {
      int row = p / columns;
      labels[p] = (byte) (outline.contains(p % columns, row) ? 1 : 0);
    }
    return labels;
  }
}
