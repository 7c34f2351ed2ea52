package org.echomotion.ingest.dataset.published;

import java.util.ArrayList;
import java.util.List;

/**
 * One frame's tracing as EchoNet-Dynamic publishes it.
 *
 * @param frame index of the frame, from 0
 * @param lines line 0 the long axis, apex to the middle of the base; the others the chords across
 *     it, apex first, each from the same side
 */
record VolumeTracing(int frame, List<Line> lines) implements Tracing {

  /** The fewest lines of a tracing: the long axis and three chords. */
  static final int FEWEST_LINES = 4;

  /** Ends of a line, in pixels; whole numbers are pixel centres. */
  record Line(double x1, double y1, double x2, double y2) {

    double length() {
      return Math.hypot(x2 - x1, y2 - y1);
    }
  }

  VolumeTracing {
    lines = List.copyOf(lines);
    if (lines.size() < FEWEST_LINES) {
      throw new IllegalArgumentException("a tracing has a long axis and at least 3 chords");
    }
  }

  /**
   * Volume by the method of disks, in cubed pixels: {@code pi/4 * sum(w_i^2) * L/n} (Lang et al.,
   * ASE/EACVI 2015).
   */
  double cubicPixels() {
    double squares = 0;
    for (Line chord : chords()) {
      squares += chord.length() * chord.length();
    }
    return Math.PI / 4 * squares * lines.get(0).length() / chords().size();
  }

  @Override
  public double size() {
    return cubicPixels();
  }

  /** {@inheritDoc} The outline is the polygon of the chords' ends. */
  @Override
  public byte[] labels(int rows, int columns) {
    List<Polygon.Corner> corners = new ArrayList<>();
    List<Line> chords = chords();
    chords.forEach(chord -> corners.add(new Polygon.Corner(chord.x1(), chord.y1())));
    for (int i = chords.size() - 1; i >= 0; i--) {
      corners.add(new Polygon.Corner(chords.get(i).x2(), chords.get(i).y2()));
    }
    return new Polygon(corners).labels(rows, columns);
  }

  private List<Line> chords() {
    return lines.subList(1, lines.size());
  }
}
