package org.echomotion.ingest.sector;

import java.util.Optional;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.PixelRegion;

/** Finds the ultrasound sector in a cine. */
public final class SectorFinder {

  /** Smaller lit areas are marks or text, as a share of the frame. */
  private static final double MIN_AREA = 0.02;

  /** The fan has to hold most of the area it was fitted to; the rest may be a moving trace. */
  private static final double MIN_HELD = 0.75;

  /** Pixels whose aspect differs from 1 by less are square except for rounding. */
  private static final double SQUARE_WITHIN = 1e-3;

  private SectorFinder() {}

  /**
   * Fits a fan to the largest area that flickers (or, in a still, is bright), including the fan's
   * dark corners. If no fan fits, the sector is the area's convex hull. Only the stated tissue
   * region is searched, unless it is dark. If the file states oblong pixels without their size, the
   * fan is fitted in square pixels.
   *
   * @throws EchoMotionException {@code NO_SECTOR} if no lit area is large enough
   */
  public static Sector find(Cine cine) {
    boolean oblong = cine.spacing().isEmpty() && Math.abs(cine.pixelAspect() - 1) >= SQUARE_WITHIN;
    return oblong
        ? SquarePixels.of(cine).sector(SectorFinder::inSquarePixels)
        : inSquarePixels(cine);
  }

  /** Whether a part of the picture shows more than marks or text. */
  static boolean isLit(Cine cine, PixelRegion region) {
    return LitArea.of(cine, region).size() >= MIN_AREA * region.width() * region.height();
  }

  private static Sector inSquarePixels(Cine cine) {
    PixelRegion whole = new PixelRegion(0, 0, cine.columns(), cine.rows());
    return cine.tissueRegion()
        .flatMap(region -> find(cine, region))
        .or(() -> find(cine, whole))
        .orElseThrow(() -> new EchoMotionException(IngestError.NO_SECTOR));
  }

  private static Optional<Sector> find(Cine cine, PixelRegion region) {
    LitArea area = LitArea.of(cine, region);
    if (area.size() < MIN_AREA * cine.rows() * cine.columns()) {
      return Optional.empty();
    }
    boolean[] inside =
        Fan.fit(area, region)
            .map(fan -> inside(fan, area, region))
            .filter(held -> held(area, held) >= MIN_HELD)
            .orElseGet(() -> Hull.of(area));
    return Optional.of(crop(inside, cine.rows(), cine.columns()));
  }

  private static boolean[] inside(Fan fan, LitArea area, PixelRegion region) {
    boolean[] inside = new boolean[area.inside().length];
    for (int y = region.y(); y < region.y() + region.height(); y++) {
      for (int x = region.x(); x < region.x() + region.width(); x++) {
        inside[y * area.columns() + x] = fan.contains(x, y);
      }
    }
    return inside;
  }

  private static double held(LitArea area, boolean[] inside) {
    int held = 0;
    for (int p = 0; p < inside.length; p++) {
      held += inside[p] && area.inside()[p] ? 1 : 0;
    }
    return (double) held / area.size();
  }

  private static Sector crop(boolean[] inside, int rows, int columns) {
    LitArea shape = new LitArea(rows, columns, inside, 0);
    int top = shape.top();
    int height = shape.bottom() - top + 1;
    int left = columns;
    int right = -1;
    for (int y = top; y < top + height; y++) {
      left = shape.first(y) < 0 ? left : Math.min(left, shape.first(y));
      right = Math.max(right, shape.last(y));
    }
    int width = right - left + 1;
    boolean[] mask = new boolean[width * height];
    for (int y = 0; y < height; y++) {
      System.arraycopy(inside, (top + y) * columns + left, mask, y * width, width);
    }
    return new Sector(left, top, width, height, mask);
  }
}
