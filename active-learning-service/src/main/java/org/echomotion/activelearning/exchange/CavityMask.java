package org.echomotion.activelearning.exchange;

import java.util.Arrays;
import java.util.List;
import org.echomotion.ef.contour.Contour;
import org.echomotion.ef.contour.MaskOutline;
import org.echomotion.ef.contour.Point;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/**
 * The pixels of the left ventricle's cavity. A pixel belongs to it if its centre lies within the
 * outline.
 *
 * @param size of the frame
 * @param inside row-major, [height * width]
 */
public record CavityMask(FrameSize size, boolean[] inside) {

  /**
   * The line halfway between inner and outer pixels is at least sqrt(2)/4 = 0.353 pixels away from
   * every pixel's centre. A line within this tolerance of it encloses the same centres.
   */
  private static final double TOLERANCE_PIXELS = 0.35;

  /** The line around a ventricle of 2048 x 2048 pixels has fewer points. */
  private static final int MAX_TRACED_POINTS = 10_000;

  /** Least agreement of a mask with the outline of its largest piece. */
  private static final double LEAST_DICE = 0.98;

  public CavityMask {
    if (inside.length != size.pixels()) {
      throw new InvalidLabelException(
          "a mask has " + inside.length + " pixels; the frame has " + size.pixels());
    }
  }

  /** The pixels within a closed outline. */
  public static CavityMask of(List<Point> outline, FrameSize size) {
    boolean[] inside = new boolean[size.pixels()];
    Polygon polygon = OutlineCheck.polygon(outline);
    IndexedPointInAreaLocator locator = new IndexedPointInAreaLocator(polygon);
    Envelope box = polygon.getEnvelopeInternal();
    int lastX = (int) Math.min(size.width() - 1, Math.floor(box.getMaxX()));
    int lastY = (int) Math.min(size.height() - 1, Math.floor(box.getMaxY()));
    for (int y = (int) Math.max(0, Math.ceil(box.getMinY())); y <= lastY; y++) {
      for (int x = (int) Math.max(0, Math.ceil(box.getMinX())); x <= lastX; x++) {
        inside[y * size.width() + x] = locator.locate(new Coordinate(x, y)) != Location.EXTERIOR;
      }
    }
    return new CavityMask(size, inside);
  }

  public static CavityMask of(LabelledFrame label) {
    return of(label.outline(), label.frame().size());
  }

  /**
   * The outline of the mask's largest piece without its holes. It has the same pixels inside.
   *
   * @throws InvalidLabelException if no pixel is set, if the border is too long, or if holes and
   *     further pieces are so large that the Dice of mask and outline is below 0.98
   */
  public List<Point> outline() {
    Contour traced =
        MaskOutline.trace(inside, size.width(), size.height())
            .orElseThrow(() -> new InvalidLabelException("a mask is empty"));
    if (traced.vertices().size() > MAX_TRACED_POINTS) {
      throw new InvalidLabelException("a mask's border is too ragged for an outline");
    }
    Geometry line =
        TopologyPreservingSimplifier.simplify(
            OutlineCheck.polygon(traced.vertices()), TOLERANCE_PIXELS);
    List<Point> outline =
        Arrays.stream(line.getCoordinates())
            .limit(line.getNumPoints() - 1L)
            .map(c -> new Point(c.x, c.y))
            .toList();
    if (of(outline, size).dice(this) < LEAST_DICE) {
      throw new InvalidLabelException("a mask has holes, or more than one piece");
    }
    return outline;
  }

  /** Dice coefficient with another mask of the same size: 1 if equal, 0 if no pixel is common. */
  public double dice(CavityMask other) {
    if (!size.equals(other.size)) {
      throw new IllegalArgumentException("the masks have different sizes");
    }
    int both = 0;
    int sum = 0;
    for (int i = 0; i < inside.length; i++) {
      both += inside[i] && other.inside[i] ? 1 : 0;
      sum += (inside[i] ? 1 : 0) + (other.inside[i] ? 1 : 0);
    }
    return sum == 0 ? 1 : 2.0 * both / sum;
  }
}
