package org.echomotion.ingest.sector;

import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.PixelRegion;

/**
 * What can be measured on pictures without knowing what they show: gain, and how the sector lies in
 * the picture. Gray levels are 0 to 255, of the pixels inside the sector, over all frames.
 *
 * @param saturatedShare share of pixels at level 250 or above, 0 to 1: high where the gain was too
 *     high
 * @param darkShare share of pixels at level 8 or below, 0 to 1: high where the gain was too low
 * @param medianLevel high where the gain was too high
 * @param brightLevel level that 5 % of the pixels exceed, the brightest tissue: low where the gain
 *     was too low
 * @param sectorShare share of the picture that the sector covers, 0 to 1
 * @param cutShare share of the sector's outline that runs along the picture's edge, 0 to 1: there
 *     it was cut off
 */
public record PictureMeasures(
    double saturatedShare,
    double darkShare,
    double medianLevel,
    double brightLevel,
    double sectorShare,
    double cutShare) {

  private static final int LEVELS = 256;
  private static final int SATURATED = 250;
  private static final int DARK = 8;
  private static final double BRIGHT = 0.95;

  /** Where the sector touches the picture's edge, its mask may end a pixel before it. */
  private static final int AT_EDGE = 1;

  /**
   * Measures the pictures of a cine.
   *
   * @param cine as decoded; its tissue region is the picture, or else the whole frame
   * @param sector of this cine
   */
  public static PictureMeasures of(Cine cine, Sector sector) {
    long[] histogram = new long[LEVELS];
    for (byte[] frame : cine.frames()) {
      for (int y = 0; y < sector.height(); y++) {
        int from = (sector.y() + y) * cine.columns() + sector.x();
        for (int x = 0; x < sector.width(); x++) {
          if (sector.mask()[y * sector.width() + x]) {
            histogram[frame[from + x] & 0xff]++;
          }
        }
      }
    }
    return new PictureMeasures(
        share(histogram, SATURATED, LEVELS),
        share(histogram, 0, DARK + 1),
        level(histogram, 0.5),
        level(histogram, BRIGHT),
        sector.coverage() * sector.mask().length / (cine.rows() * cine.columns()),
        cutShare(
            sector,
            cine.tissueRegion()
                .orElseGet(() -> new PixelRegion(0, 0, cine.columns(), cine.rows()))));
  }

  private static double share(long[] histogram, int from, int to) {
    long inside = 0;
    long all = 0;
    for (int level = 0; level < LEVELS; level++) {
      all += histogram[level];
      inside += level >= from && level < to ? histogram[level] : 0;
    }
    return (double) inside / all;
  }

  /** The lowest level that has at least {@code share} of the pixels at or below it. */
  private static double level(long[] histogram, double share) {
    int level = 0;
    while (level < LEVELS - 1 && share(histogram, 0, level + 1) < share) {
      level++;
    }
    return level;
  }

  private static double cutShare(Sector sector, PixelRegion picture) {
    int outline = 0;
    int cut = 0;
    for (int y = 0; y < sector.height(); y++) {
      for (int x = 0; x < sector.width(); x++) {
        if (onOutline(sector, x, y)) {
          outline++;
          cut += atEdge(sector.x() + x, sector.y() + y, picture) ? 1 : 0;
        }
      }
    }
    return (double) cut / outline;
  }

  private static boolean onOutline(Sector sector, int x, int y) {
    return inside(sector, x, y)
        && !(inside(sector, x - 1, y)
            && inside(sector, x + 1, y)
            && inside(sector, x, y - 1)
            && inside(sector, x, y + 1));
  }

  private static boolean inside(Sector sector, int x, int y) {
    return x >= 0
        && y >= 0
        && x < sector.width()
        && y < sector.height()
        && sector.mask()[y * sector.width() + x];
  }

  private static boolean atEdge(int x, int y, PixelRegion picture) {
    return x <= picture.x() + AT_EDGE
        || y <= picture.y() + AT_EDGE
        || x >= picture.x() + picture.width() - 1 - AT_EDGE
        || y >= picture.y() + picture.height() - 1 - AT_EDGE;
  }
}
