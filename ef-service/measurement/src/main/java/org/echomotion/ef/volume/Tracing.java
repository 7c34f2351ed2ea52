package org.echomotion.ef.volume;

import java.util.List;
import org.echomotion.ef.contour.Point;

/**
 * A left ventricle traced by hand, as in EchoNet-Dynamic: the long axis and the chords across it.
 *
 * @param axis apex to the middle of the base
 * @param chords from apex to base, evenly spaced along the axis, at least one
 */
public record Tracing(Line axis, List<Line> chords) {

  public Tracing {
    chords = List.copyOf(chords);
    if (chords.isEmpty()) {
      throw new IllegalArgumentException("a tracing needs chords");
    }
  }

  /** A line between two points, in pixels. */
  public record Line(Point from, Point to) {
    double length() {
      return from.distanceTo(to);
    }
  }

  /**
   * Reads rows X1, Y1, X2, Y2 of one frame: the first is the axis, the others are the chords.
   *
   * @throws IllegalArgumentException if there are fewer than two rows, or a row does not have four
   *     numbers
   */
  public static Tracing ofRows(List<double[]> rows) {
    List<Line> lines = rows.stream().map(Tracing::line).toList();
    if (lines.size() < 2) {
      throw new IllegalArgumentException("a tracing needs an axis and chords");
    }
    return new Tracing(lines.get(0), lines.subList(1, lines.size()));
  }

  private static Line line(double[] row) {
    if (row.length != 4) {
      throw new IllegalArgumentException("a row of a tracing must be X1, Y1, X2, Y2");
    }
    return new Line(new Point(row[0], row[1]), new Point(row[2], row[3]));
  }

  /** {@code V = pi/4 * sum(d_i^2) * L/n}, where n is the number of chords. */
  public CubicPixels volume() {
    double squares = 0;
    for (Line chord : chords) {
      squares += chord.length() * chord.length();
    }
    return new CubicPixels(Math.PI / 4 * squares * axis.length() / chords.size());
  }
}
