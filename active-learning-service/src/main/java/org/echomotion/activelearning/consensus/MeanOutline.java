package org.echomotion.activelearning.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.activelearning.queue.Outline;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;

/**
 * The mean of outlines: where the mean of their signed distances is zero. Rohlfing and Maurer,
 * Shape-based averaging, IEEE Transactions on Image Processing 16 (2007), 153-161.
 */
final class MeanOutline {

  private MeanOutline() {}

  /** One reader's outline, indexed for many queries. */
  private record Reader(
      Polygon polygon, IndexedPointInAreaLocator area, IndexedFacetDistance edge) {

    static Reader of(Outline outline) {
      Polygon polygon = outline.polygon();
      return new Reader(
          polygon,
          new IndexedPointInAreaLocator(polygon),
          new IndexedFacetDistance(polygon.getExteriorRing()));
    }

    boolean contains(Coordinate point) {
      return area.locate(point) == Location.INTERIOR;
    }

    /** The distance to the outline, negative inside. */
    double signedDistance(Coordinate point) {
      double distance = edge.distance(polygon.getFactory().createPoint(point));
      return contains(point) ? -distance : distance;
    }
  }

  static Optional<Outline> of(List<Outline> outlines) {
    List<Reader> readers = new ArrayList<>();
    outlines.forEach(outline -> readers.add(Reader.of(outline)));
    boolean[] inside = new boolean[Grid.SIDE * Grid.SIDE];
    for (int i = 0; i < inside.length; i++) {
      Coordinate centre = Grid.centre(i % Grid.SIDE, i / Grid.SIDE);
      long count = readers.stream().filter(reader -> reader.contains(centre)).count();
      // Distances are needed only where readers differ.
      inside[i] =
          count == readers.size()
              || (count > 0
                  && readers.stream().mapToDouble(reader -> reader.signedDistance(centre)).sum()
                      < 0);
    }
    return Grid.outline(inside);
  }
}
