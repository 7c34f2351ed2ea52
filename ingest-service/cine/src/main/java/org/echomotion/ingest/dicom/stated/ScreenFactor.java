package org.echomotion.ingest.dicom.stated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.echomotion.ingest.decode.PixelRegion;

/**
 * Detects how much a picture was shrunk for export. Some scanners shrink the picture but not the
 * stated region, so the region extends beyond the frame. The size of the original screen is then
 * chosen from a list: the screen whose region fits the lit picture.
 */
final class ScreenFactor {

  /** Known screen sizes of scanners: width, height. */
  private static final int[][] SCREENS = {
    {640, 480},
    {800, 600},
    {1024, 768},
    {1280, 720},
    {1280, 960},
    {1280, 1024},
    {1400, 1050},
    {1600, 1200},
    {1920, 1080}
  };

  private static final double SAME_SHAPE = 0.01;

  /** Factors that differ by less are equal. */
  private static final double SAME_FACTOR = 0.01;

  /**
   * The sector may extend beyond its region by this fraction of the region's side, plus 2 pixels.
   */
  private static final double BEYOND = 0.03;

  /** The intersection of sector and region is at least this fraction of their union. */
  private static final double MIN_AGREEMENT = 0.5;

  /** The second best screen must agree less than this fraction of the best. */
  private static final double CLEARLY_LESS = 0.9;

  private ScreenFactor() {}

  /**
   * The number of screen pixels per pixel of the frame; 1 if the region lies inside the frame.
   *
   * @param region the tissue picture, or the smallest region that holds all of them
   * @param sector the bounding box of the picture in the frames; used only if the region extends
   *     beyond the frame
   * @return empty unless exactly one screen fits
   */
  static OptionalDouble of(
      UltrasoundRegion region, int rows, int columns, Supplier<Optional<PixelRegion>> sector) {
    // Some scanners state the corner after the last pixel.
    if (region.x1() <= columns && region.y1() <= rows) {
      return OptionalDouble.of(1);
    }
    List<Double> factors = factors(region, rows, columns);
    if (factors.isEmpty()) {
      return OptionalDouble.empty();
    }
    Optional<PixelRegion> box = sector.get();
    if (box.isEmpty()) {
      return OptionalDouble.empty();
    }
    double best = 0;
    double second = 0;
    double chosen = 0;
    for (double factor : factors) {
      double agreement =
          region.place(factor, rows, columns).map(place -> agreement(place, box.get())).orElse(0.0);
      if (agreement > best) {
        second = best;
        best = agreement;
        chosen = factor;
      } else {
        second = Math.max(second, agreement);
      }
    }
    return best >= MIN_AGREEMENT && second < CLEARLY_LESS * best
        ? OptionalDouble.of(chosen)
        : OptionalDouble.empty();
  }

  private static List<Double> factors(UltrasoundRegion region, int rows, int columns) {
    Stream<int[]> screens =
        Stream.of(SCREENS)
            .filter(
                screen ->
                    Math.abs((double) screen[0] * rows / screen[1] / columns - 1) < SAME_SHAPE);
    Stream<int[]> multiples =
        Stream.of(2, 3, 4).map(factor -> new int[] {factor * columns, factor * rows});
    List<Double> distinct = new ArrayList<>();
    Stream.concat(screens, multiples)
        .filter(screen -> region.x1() <= screen[0] && region.y1() <= screen[1])
        .map(screen -> (double) screen[0] / columns)
        .sorted()
        .filter(
            factor ->
                distinct.isEmpty() || factor / distinct.get(distinct.size() - 1) > 1 + SAME_FACTOR)
        .forEachOrdered(distinct::add);
    return distinct;
  }

  /** Intersection divided by union; 0 if the sector extends beyond the region. */
  private static double agreement(PixelRegion region, PixelRegion sector) {
    double slackX = 2 + BEYOND * region.width();
    double slackY = 2 + BEYOND * region.height();
    boolean inside =
        sector.x() >= region.x() - slackX
            && sector.y() >= region.y() - slackY
            && sector.x() + sector.width() <= region.x() + region.width() + slackX
            && sector.y() + sector.height() <= region.y() + region.height() + slackY;
    if (!inside) {
      return 0;
    }
    double width =
        Math.min(region.x() + region.width(), sector.x() + sector.width())
            - Math.max(region.x(), sector.x());
    double height =
        Math.min(region.y() + region.height(), sector.y() + sector.height())
            - Math.max(region.y(), sector.y());
    double shared = width * height;
    double all =
        (double) region.width() * region.height()
            + (double) sector.width() * sector.height()
            - shared;
    return shared / all;
  }
}
