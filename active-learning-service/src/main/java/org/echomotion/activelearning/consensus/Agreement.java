package org.echomotion.activelearning.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.echomotion.activelearning.queue.Outline;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;

/**
 * How well outlines agree.
 *
 * @param dice twice the common area over the sum of the areas, 0 to 1
 * @param meanDistanceMm mean distance from each outline to the other, mm; empty without a scale
 */
public record Agreement(double dice, OptionalDouble meanDistanceMm) {

  /** Largest distance between the sampled points of an outline, working pixels. */
  private static final double STEP = 0.5;

  /**
   * Compares two outlines.
   *
   * @param mmPerWorkingPixel empty if unknown
   */
  public static Agreement of(Outline one, Outline other, OptionalDouble mmPerWorkingPixel) {
    Polygon a = one.polygon();
    Polygon b = other.polygon();
    double dice = 2 * a.intersection(b).getArea() / (a.getArea() + b.getArea());
    double pixels = (meanDistance(a, b) + meanDistance(b, a)) / 2;
    return new Agreement(
        Math.min(1, dice),
        mmPerWorkingPixel.isPresent()
            ? OptionalDouble.of(pixels * mmPerWorkingPixel.getAsDouble())
            : OptionalDouble.empty());
  }

  /** Returns the mean over all pairs; empty for fewer than two outlines. */
  public static Optional<Agreement> ofAll(
      List<Outline> outlines, OptionalDouble mmPerWorkingPixel) {
    List<Agreement> pairs = new ArrayList<>();
    for (int i = 0; i < outlines.size(); i++) {
      for (int j = i + 1; j < outlines.size(); j++) {
        pairs.add(of(outlines.get(i), outlines.get(j), mmPerWorkingPixel));
      }
    }
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    double dice = pairs.stream().mapToDouble(Agreement::dice).average().orElseThrow();
    OptionalDouble mm =
        pairs.stream()
            .map(Agreement::meanDistanceMm)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .average();
    return Optional.of(new Agreement(dice, mm));
  }

  private static double meanDistance(Polygon from, Polygon to) {
    Coordinate[] points = Densifier.densify(from.getExteriorRing(), STEP).getCoordinates();
    Geometry edge = to.getExteriorRing();
    IndexedFacetDistance distance = new IndexedFacetDistance(edge);
    // The last point of a ring is the first one.
    return IntStream.range(0, points.length - 1)
        .mapToDouble(i -> distance.distance(edge.getFactory().createPoint(points[i])))
        .average()
        .orElseThrow();
  }
}
