package org.echomotion.ingest.sector;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.decode.PixelRegion;
import org.echomotion.ingest.decode.Plane;
import org.echomotion.remark.Remark;
import org.echomotion.remark.Remark.Basis;
import org.echomotion.remark.Remark.Property;
import org.echomotion.sentence.SentenceCode;

/**
 * Splits a biplane cine into its two planes, which lie beside or above each other. Otherwise one of
 * them would be measured, and the result would not say which.
 */
public final class Planes {

  /** The smaller plane has at least this fraction of the larger plane's area. */
  private static final double SIMILAR_AREA = 0.5;

  /** The smaller plane has at least this fraction of the larger plane's height and width. */
  private static final double SIMILAR_SIDE = 0.6;

  /** More lit areas are not needed to know that there are not exactly two planes. */
  private static final int MAX_AREAS = 4;

  private Planes() {}

  /**
   * The planes of a cine: those that the file states, unless they are dark, else those that the
   * picture shows.
   *
   * @return both planes of a biplane cine from left to right or from top to bottom, cropped and
   *     without a stated A4C or A2C; else one cine. If its picture shows several planes that cannot
   *     be split into two, it lists them and has a remark that withholds the number
   */
  public static List<Cine> of(Cine cine) {
    if (cine.planes().isEmpty()) {
      return detected(cine);
    }
    List<Plane> lit =
        cine.planes().stream().filter(plane -> SectorFinder.isLit(cine, plane.region())).toList();
    return switch (lit.size()) {
      case 0 -> List.of(cine.withPlanes(List.of()));
      case 1 -> List.of(cine.cropped(lit.get(0)));
      case 2 -> split(cine, lit, Basis.STATED);
      default -> List.of(withheld(cine, lit, Basis.STATED));
    };
  }

  /**
   * Says that a stated view is not used, because it cannot be the view of both planes.
   *
   * @param sentence VIEW_OF_FILE_UNUSED or VIEW_OF_CALLER_UNUSED
   */
  public static Remark unusedView(EchoView view, SentenceCode sentence) {
    return new Remark(Property.CONTENT, Basis.UNKNOWN, sentence.text(view));
  }

  private static List<Cine> split(Cine cine, List<Plane> planes, Basis basis) {
    boolean beside = areBeside(planes.get(0).region(), planes.get(1).region());
    List<Plane> ordered =
        planes.stream()
            .sorted(
                Comparator.comparingInt(plane -> beside ? plane.region().x() : plane.region().y()))
            .toList();
    return List.of(
        plane(
            cine,
            ordered.get(0),
            beside ? SentenceCode.LEFT_PLANE : SentenceCode.UPPER_PLANE,
            basis),
        plane(
            cine,
            ordered.get(1),
            beside ? SentenceCode.RIGHT_PLANE : SentenceCode.LOWER_PLANE,
            basis));
  }

  private static Cine plane(Cine cine, Plane plane, SentenceCode place, Basis basis) {
    Remark split = new Remark(Property.CONTENT, basis, place.text());
    // If the file states a view other than A4C and A2C, neither plane is measured.
    Optional<EchoView> unused = cine.view().filter(view -> view != EchoView.OTHER);
    Cine one = cine.cropped(plane).withRemarks(List.of(split));
    return unused
        .map(
            view ->
                one.withView(Optional.empty())
                    .withRemarks(List.of(unusedView(view, SentenceCode.VIEW_OF_FILE_UNUSED))))
        .orElse(one);
  }

  private static Cine withheld(Cine cine, List<Plane> planes, Basis basis) {
    return cine.withPlanes(planes)
        .withRemarks(
            List.of(new Remark(Property.CONTENT, basis, SentenceCode.PLANE_UNKNOWN.text(), true)));
  }

  private static List<Cine> detected(Cine cine) {
    List<PixelRegion> shown = shown(cine);
    if (shown.size() < 2) {
      return List.of(cine);
    }
    Optional<List<PixelRegion>> halves =
        shown.size() == 2 ? halves(whole(cine), shown.get(0), shown.get(1)) : Optional.empty();
    return halves
        .map(both -> split(cine, planes(both), Basis.DERIVED))
        .orElseGet(() -> List.of(withheld(cine, planes(shown), Basis.DERIVED)));
  }

  private static List<Plane> planes(List<PixelRegion> regions) {
    return regions.stream().map(region -> new Plane(region, List.of())).toList();
  }

  /** The fans of similar size that a cine shows, the largest first; empty if it shows no fan. */
  public static List<PixelRegion> shown(Cine cine) {
    PixelRegion whole = whole(cine);
    List<LitArea> areas = LitArea.largest(cine, whole, MAX_AREAS);
    LitArea largest = areas.get(0);
    if (largest.size() == 0 || Fan.fit(largest, whole).isEmpty()) {
      return List.of();
    }
    PixelRegion first = box(largest);
    return areas.stream()
        .filter(area -> area.size() >= SIMILAR_AREA * largest.size())
        .filter(area -> Fan.fit(area, whole).isPresent())
        .map(Planes::box)
        .filter(box -> similar(box.width(), first.width()))
        .filter(box -> similar(box.height(), first.height()))
        .toList();
  }

  private static PixelRegion whole(Cine cine) {
    return cine.tissueRegion().orElse(new PixelRegion(0, 0, cine.columns(), cine.rows()));
  }

  /** Both parts of the picture, cut between two planes; empty if no straight cut separates them. */
  private static Optional<List<PixelRegion>> halves(
      PixelRegion whole, PixelRegion one, PixelRegion other) {
    if (areBeside(one, other)) {
      return gap(one.x(), one.width(), other.x(), other.width())
          .map(
              x ->
                  List.of(
                      new PixelRegion(whole.x(), whole.y(), x - whole.x(), whole.height()),
                      new PixelRegion(
                          x, whole.y(), whole.x() + whole.width() - x, whole.height())));
    }
    return gap(one.y(), one.height(), other.y(), other.height())
        .map(
            y ->
                List.of(
                    new PixelRegion(whole.x(), whole.y(), whole.width(), y - whole.y()),
                    new PixelRegion(whole.x(), y, whole.width(), whole.y() + whole.height() - y)));
  }

  /** The middle of the gap between two spans; empty if they overlap. */
  private static Optional<Integer> gap(int start, int length, int otherStart, int otherLength) {
    int end = Math.min(start + length, otherStart + otherLength);
    int next = Math.max(start, otherStart);
    return end <= next ? Optional.of((end + next) / 2) : Optional.empty();
  }

  /** Whether the centres are further apart across than down, relative to the planes' sizes. */
  private static boolean areBeside(PixelRegion one, PixelRegion other) {
    double across = Math.abs(2 * one.x() + one.width() - 2 * other.x() - other.width());
    double down = Math.abs(2 * one.y() + one.height() - 2 * other.y() - other.height());
    return across / (one.width() + other.width()) >= down / (one.height() + other.height());
  }

  private static boolean similar(int side, int other) {
    return Math.min(side, other) >= SIMILAR_SIDE * Math.max(side, other);
  }

  private static PixelRegion box(LitArea area) {
    int left = area.columns();
    int right = -1;
    for (int y = area.top(); y <= area.bottom(); y++) {
      left = area.first(y) < 0 ? left : Math.min(left, area.first(y));
      right = Math.max(right, area.last(y));
    }
    return new PixelRegion(left, area.top(), right - left + 1, area.bottom() - area.top() + 1);
  }
}
