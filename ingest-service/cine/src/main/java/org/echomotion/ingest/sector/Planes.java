package org.echomotion.ingest.sector;

import java.util.Comparator;
import java.util.List;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.PixelRegion;
import org.echomotion.remark.Remark;
import org.echomotion.remark.Remark.Basis;

/**
 * Splits a biplane cine into its two planes, which lie beside or above each other. Otherwise one of
 * them would be measured, and the result would not say which.
 */
public final class Planes {

  /** The smaller plane has at least this fraction of the larger plane's area. */
  private static final double SIMILAR_AREA = 0.5;

  /** The smaller plane has at least this fraction of the larger plane's height and width. */
  private static final double SIMILAR_SIDE = 0.6;

  private Planes() {}

  /**
   * The planes of a cine: those that the file states, else those that the picture shows.
   *
   * @return the cine itself, or both planes from left to right or from top to bottom
   */
  public static List<Cine> of(Cine cine) {
    Basis basis = cine.planes().isEmpty() ? Basis.DERIVED : Basis.STATED;
    List<PixelRegion> planes = cine.planes().isEmpty() ? detected(cine) : cine.planes();
    if (planes.isEmpty()) {
      return List.of(cine);
    }
    boolean beside = areBeside(planes.get(0), planes.get(1));
    List<PixelRegion> ordered =
        planes.stream()
            .sorted(Comparator.comparingInt(beside ? PixelRegion::x : PixelRegion::y))
            .toList();
    return List.of(
        plane(cine, ordered.get(0), beside ? "left" : "upper", basis),
        plane(cine, ordered.get(1), beside ? "right" : "lower", basis));
  }

  private static Cine plane(Cine cine, PixelRegion region, String place, Basis basis) {
    return cine.plane(region)
        .withRemarks(
            List.of(
                new Remark(
                    Remark.Property.CONTENT,
                    basis,
                    "The picture shows two planes. This is the " + place + " one.")));
  }

  /** The two halves of the picture that each show a plane; empty if it shows one plane. */
  private static List<PixelRegion> detected(Cine cine) {
    PixelRegion whole =
        cine.tissueRegion().orElse(new PixelRegion(0, 0, cine.columns(), cine.rows()));
    List<LitArea> areas = LitArea.two(cine, whole);
    LitArea larger = areas.get(0);
    LitArea smaller = areas.get(1);
    if (larger.size() == 0 || smaller.size() < SIMILAR_AREA * larger.size()) {
      return List.of();
    }
    PixelRegion one = box(larger);
    PixelRegion other = box(smaller);
    boolean beside = areBeside(one, other);
    boolean two =
        (beside || disjoint(one.y(), one.height(), other.y(), other.height()))
            && similar(one.width(), other.width())
            && similar(one.height(), other.height())
            && Fan.fit(larger, whole).isPresent()
            && Fan.fit(smaller, whole).isPresent();
    if (!two) {
      return List.of();
    }
    return beside
        ? cutAcross(whole, middle(one.x(), one.width(), other.x(), other.width()))
        : cutDown(whole, middle(one.y(), one.height(), other.y(), other.height()));
  }

  private static List<PixelRegion> cutAcross(PixelRegion whole, int x) {
    int end = whole.x() + whole.width();
    return List.of(
        new PixelRegion(whole.x(), whole.y(), x - whole.x(), whole.height()),
        new PixelRegion(x, whole.y(), end - x, whole.height()));
  }

  private static List<PixelRegion> cutDown(PixelRegion whole, int y) {
    int end = whole.y() + whole.height();
    return List.of(
        new PixelRegion(whole.x(), whole.y(), whole.width(), y - whole.y()),
        new PixelRegion(whole.x(), y, whole.width(), end - y));
  }

  /** The middle of the gap between two disjoint spans. */
  private static int middle(int start, int length, int otherStart, int otherLength) {
    return start < otherStart
        ? (start + length + otherStart) / 2
        : (otherStart + otherLength + start) / 2;
  }

  private static boolean areBeside(PixelRegion one, PixelRegion other) {
    return disjoint(one.x(), one.width(), other.x(), other.width());
  }

  private static boolean disjoint(int start, int length, int otherStart, int otherLength) {
    return start + length <= otherStart || otherStart + otherLength <= start;
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
