package org.echomotion.activelearning.consensus;

import java.util.List;
import java.util.Optional;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.ef.contour.MaskOutline;
import org.echomotion.frame.WorkingFrame;
import org.locationtech.jts.geom.Coordinate;

/** A grid over the working frame, finer than its pixels, on which outlines are combined. */
final class Grid {

  /** Cells along the edge of a working pixel. */
  private static final int FINER = 4;

  /** Cells along a side of the frame. */
  static final int SIDE = FINER * WorkingFrame.SIDE;

  private Grid() {}

  /** Returns the centre of a cell in working pixels; pixel 0 reaches from -0.5 to 0.5. */
  static Coordinate centre(int column, int row) {
    return new Coordinate((column + 0.5) / FINER - 0.5, (row + 0.5) / FINER - 0.5);
  }

  /** Returns the edge of the largest region; empty if no cell is inside. */
  static Optional<Outline> outline(boolean[] inside) {
    return MaskOutline.trace(inside, SIDE, SIDE)
        .map(
            contour -> {
              List<Point> points =
                  contour.vertices().stream()
                      .map(
                          vertex -> {
                            // Vertices are in cells; the centre of a cell is a whole number.
                            double x = (vertex.x() + 0.5) / FINER - 0.5;
                            double y = (vertex.y() + 0.5) / FINER - 0.5;
                            return Point.newBuilder().setX((float) x).setY((float) y).build();
                          })
                      .toList();
              return new Outline(points).simplified(0.5 / FINER);
            });
  }
}
