package org.echomotion.ingest.sector;

import java.util.List;
import java.util.Optional;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.PixelRegion;
import org.echomotion.remark.Remark;

/**
 * Detects two planes beside or above each other, as in biplane and comparison cines. Without this
 * check one of them would be measured, and the result would not say which.
 */
public final class SideBySide {

  /** The smaller plane has at least this fraction of the larger plane's area. */
  private static final double SIMILAR_AREA = 0.5;

  /** The smaller plane has at least this fraction of the larger plane's height and width. */
  private static final double SIMILAR_SIDE = 0.6;

  private SideBySide() {}

  /**
   * The remark that a cine shows two planes; empty if it shows one, or if the file states the
   * tissue region.
   */
  public static Optional<Remark> remark(Cine cine) {
    return cine.tissueRegion().isEmpty() && areTwo(cine)
        ? Optional.of(
            new Remark(
                Remark.Property.CONTENT,
                Remark.Basis.DERIVED,
                "The cine shows two planes in one picture, which are not measured together; export"
                    + " each plane as a cine of its own.",
                true))
        : Optional.empty();
  }

  private static boolean areTwo(Cine cine) {
    PixelRegion whole = new PixelRegion(0, 0, cine.columns(), cine.rows());
    List<LitArea> areas = LitArea.two(cine, whole);
    LitArea larger = areas.get(0);
    LitArea smaller = areas.get(1);
    if (larger.size() == 0 || smaller.size() < SIMILAR_AREA * larger.size()) {
      return false;
    }
    PixelRegion one = box(larger);
    PixelRegion other = box(smaller);
    boolean apart =
        disjoint(one.x(), one.width(), other.x(), other.width())
            || disjoint(one.y(), one.height(), other.y(), other.height());
    return apart
        && similar(one.width(), other.width())
        && similar(one.height(), other.height())
        && Fan.fit(larger, whole).isPresent()
        && Fan.fit(smaller, whole).isPresent();
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
