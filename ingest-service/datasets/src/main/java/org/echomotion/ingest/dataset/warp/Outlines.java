package org.echomotion.ingest.dataset.warp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Points of one frame's structures. The same index in two frames is the same place of the heart.
 * Landmarks are the two corners of the mitral annulus, the apex, the corners at the myocardium's
 * base and the atrium's roof. Between two landmarks, points are at equal shares of the arc.
 *
 * @param ventricle the cavity's outline
 * @param wall the myocardium's outer outline; empty if the myocardium has no label
 * @param atrium the atrium's outline without the annulus; empty if the atrium has no label
 */
record Outlines(List<Point> ventricle, List<Point> wall, List<Point> atrium) {

  private static final int BASE_POINTS = 14;
  private static final int WALL_POINTS = 32;
  private static final int RIM_POINTS = 5;
  private static final int ATRIUM_POINTS = 22;

  /** Ventricle and atrium border on each other below this distance, in frame units. */
  private static final double TOUCHING = 3;

  /** Smallest area of a structure, in square frame units. Smaller ones are ignored. */
  private static final double MIN_AREA = 60;

  /** Computes the outlines; empty if the ventricle is missing or too small. */
  static Optional<Outlines> of(LabelledPicture picture, FrameScale scale) {
    Optional<ClosedOutline> cavity = outline(picture, scale, 1, 1);
    if (cavity.isEmpty()) {
      return Optional.empty();
    }
    Optional<ClosedOutline> atrium = outline(picture, scale, 3, 3);
    Optional<ClosedOutline> heart =
        outline(picture, scale, 2, 2).flatMap(wall -> outline(picture, scale, 1, 2));
    Annulus annulus =
        atrium
            .flatMap(a -> Annulus.touching(cavity.get(), a, TOUCHING))
            .orElseGet(() -> Annulus.corners(cavity.get()));
    return Optional.of(
        new Outlines(
            ventricle(cavity.get(), annulus),
            heart.map(h -> wall(h, annulus)).orElse(List.of()),
            atrium.map(a -> atrium(a, annulus)).orElse(List.of())));
  }

  private static Optional<ClosedOutline> outline(
      LabelledPicture picture, FrameScale scale, int label, int orLabel) {
    return Region.largest(picture, l -> l == label || l == orLabel)
        .filter(r -> r.size() * scale.perColumn() * scale.perRow() >= MIN_AREA)
        .map(r -> new ClosedOutline(r.outline(scale)));
  }

  private static List<Point> ventricle(ClosedOutline cavity, Annulus annulus) {
    int first = cavity.nearest(annulus.first());
    int second = cavity.nearest(annulus.second());
    int apex = cavity.highest(second, first, annulus::distance);
    List<Point> points = new ArrayList<>(cavity.spaced(first, second, BASE_POINTS));
    points.addAll(cavity.spaced(second, apex, WALL_POINTS));
    points.addAll(cavity.spaced(apex, first, WALL_POINTS));
    return points;
  }

  private static List<Point> wall(ClosedOutline heart, Annulus annulus) {
    int first = heart.nearest(annulus.first());
    int second = heart.nearest(annulus.second());
    int apex = heart.highest(second, first, annulus::distance);
    int afterSecond = bulge(heart, second, second + heart.steps(second, apex) / 4);
    int beforeFirst = bulge(heart, first - heart.steps(apex, first) / 4, first);
    List<Point> points = new ArrayList<>(heart.spaced(second, afterSecond, RIM_POINTS));
    points.addAll(heart.spaced(afterSecond, apex, WALL_POINTS));
    points.addAll(heart.spaced(apex, beforeFirst, WALL_POINTS));
    points.addAll(heart.spaced(beforeFirst, first, RIM_POINTS));
    return points;
  }

  /** Clockwise outlines of atrium and ventricle pass the annulus in opposite directions. */
  private static List<Point> atrium(ClosedOutline atrium, Annulus annulus) {
    int first = atrium.nearest(annulus.first());
    int second = atrium.nearest(annulus.second());
    int roof = atrium.highest(first, second, annulus::distance);
    List<Point> points = new ArrayList<>(atrium.spaced(first, roof, ATRIUM_POINTS));
    points.addAll(atrium.spaced(roof, second, ATRIUM_POINTS));
    return points;
  }

  /** The arc's corner: where it is farthest from the straight line between its ends. */
  private static int bulge(ClosedOutline outline, int from, int to) {
    Point start = outline.at(from);
    Point along = outline.at(to).minus(start);
    return outline.highest(
        from,
        to,
        p -> {
          Point offset = p.minus(start);
          return Math.abs(along.x() * offset.y() - along.y() * offset.x());
        });
  }
}
