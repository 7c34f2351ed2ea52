package org.echomotion.activelearning.selection;

import java.util.Arrays;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.frame.WorkingFrame;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;

/**
 * Place, size and form of the left ventricle on a frame: the share of each cell of 7 x 7 working
 * pixels that is inside the outline, in 16 x 16 cells. It stands for the frame where frames are
 * compared.
 */
public final class VentricleShape {

  private static final int CELL = 7;
  private static final int SIDE = WorkingFrame.SIDE / CELL;

  /** The shape of a frame without a left ventricle. */
  public static final VentricleShape NONE = new VentricleShape(new int[SIDE * SIDE]);

  /** Pixels inside, for each cell. */
  private final int[] inside;

  private final int area;

  private VentricleShape(int[] inside) {
    this.inside = inside;
    this.area = Arrays.stream(inside).sum();
  }

  /** The shape of an outline. A pixel is inside if its centre is. */
  public static VentricleShape of(Outline outline) {
    if (outline.isEmpty()) {
      return NONE;
    }
    Polygon polygon = outline.polygon();
    IndexedPointInAreaLocator locator = new IndexedPointInAreaLocator(polygon);
    Envelope box = polygon.getEnvelopeInternal();
    int[] inside = new int[SIDE * SIDE];
    for (int y = first(box.getMinY()); y <= last(box.getMaxY()); y++) {
      for (int x = first(box.getMinX()); x <= last(box.getMaxX()); x++) {
        if (locator.locate(new Coordinate(x, y)) != Location.EXTERIOR) {
          inside[y / CELL * SIDE + x / CELL]++;
        }
      }
    }
    return new VentricleShape(inside);
  }

  private static int first(double least) {
    return (int) Math.max(0, Math.ceil(least));
  }

  private static int last(double most) {
    return (int) Math.min(WorkingFrame.SIDE - 1, Math.floor(most));
  }

  /**
   * How far apart two shapes are (Bray and Curtis 1957): 0 if they are equal or both without a
   * ventricle, 1 if they have no cell in common.
   */
  public double distanceTo(VentricleShape other) {
    int difference = 0;
    for (int i = 0; i < inside.length; i++) {
      difference += Math.abs(inside[i] - other.inside[i]);
    }
    int sum = area + other.area;
    return sum == 0 ? 0 : difference / (double) sum;
  }
}
