package org.echomotion.ingest.dicom;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.echomotion.ingest.decode.PixelRegion;
import org.echomotion.ingest.decode.PixelSpacing;

/**
 * The part of the picture that shows tissue, and its scale (DICOM PS3.3, C.8.5.5).
 *
 * @param place the region inside the frame; empty if the file does not state it
 * @param spacing the size of the frame's pixels; empty if the file does not state it
 */
record UltrasoundRegion(Optional<PixelRegion> place, Optional<PixelSpacing> spacing) {

  private static final int TWO_DIMENSIONAL = 1;
  private static final int TISSUE = 1;
  private static final int COLOUR_FLOW = 2;
  private static final int CENTIMETRES = 3;

  /** Screens that scanners draw on: width, height. */
  private static final int[][] SCREENS = {
    {640, 480},
    {800, 600},
    {1024, 768},
    {1280, 720},
    {1280, 960},
    {1280, 1024},
    {1600, 1200},
    {1920, 1080}
  };

  /** Below and above, a calibration is an error of unit. */
  private static final double MIN_MM = 0.01;

  private static final double MAX_MM = 10;

  /** Corners as the file states them, the last column and row among them. */
  private record Stated(int x0, int y0, int x1, int y1, DataSet item) {

    long area() {
      return (long) (x1 - x0 + 1) * (y1 - y0 + 1);
    }
  }

  /**
   * The largest two-dimensional tissue region (else colour flow, which lies on tissue), in pixels
   * of the frame. Some scanners shrink the picture for export and leave the calibration as it was:
   * then the region reaches beyond the frame, and region and spacing are brought to the frame's
   * size. The factor is that of the smallest usual screen of the same shape (or whole multiple of
   * the frame) that holds the region; where there is none, neither region nor spacing is believed.
   */
  static UltrasoundRegion of(DataSet attributes, int rows, int columns) {
    List<DataSet> items = attributes.items(Attribute.SEQUENCE_OF_ULTRASOUND_REGIONS);
    Optional<Stated> chosen = largest(items, TISSUE).or(() -> largest(items, COLOUR_FLOW));
    if (chosen.isEmpty()) {
      return new UltrasoundRegion(Optional.empty(), pixelSpacing(attributes));
    }
    Stated region = chosen.get();
    OptionalDouble factor = shrunkBy(region, rows, columns);
    if (factor.isEmpty()) {
      return new UltrasoundRegion(Optional.empty(), Optional.empty());
    }
    double scale = factor.getAsDouble();
    int x0 = (int) Math.floor(region.x0 / scale);
    int y0 = (int) Math.floor(region.y0 / scale);
    int x1 = Math.min(columns, (int) Math.ceil((region.x1 + 1) / scale));
    int y1 = Math.min(rows, (int) Math.ceil((region.y1 + 1) / scale));
    if (x1 <= x0 || y1 <= y0) {
      return new UltrasoundRegion(Optional.empty(), Optional.empty());
    }
    return new UltrasoundRegion(
        Optional.of(new PixelRegion(x0, y0, x1 - x0, y1 - y0)), spacing(region.item, scale));
  }

  private static Optional<Stated> largest(List<DataSet> items, int dataType) {
    return items.stream()
        .filter(item -> item.number(Attribute.REGION_SPATIAL_FORMAT, 0) == TWO_DIMENSIONAL)
        .filter(item -> item.number(Attribute.REGION_DATA_TYPE, 0) == dataType)
        .flatMap(UltrasoundRegion::stated)
        .max(Comparator.comparingLong(Stated::area));
  }

  private static Stream<Stated> stated(DataSet item) {
    int x0 = item.number(Attribute.REGION_LOCATION_MIN_X0, -1);
    int y0 = item.number(Attribute.REGION_LOCATION_MIN_Y0, -1);
    int x1 = item.number(Attribute.REGION_LOCATION_MAX_X1, -1);
    int y1 = item.number(Attribute.REGION_LOCATION_MAX_Y1, -1);
    boolean sound = x0 >= 0 && y0 >= 0 && x1 > x0 && y1 > y0 && x1 < 1 << 16 && y1 < 1 << 16;
    return sound ? Stream.of(new Stated(x0, y0, x1, y1, item)) : Stream.empty();
  }

  /** Pixels that the region was stated in for each pixel of the frame. */
  private static OptionalDouble shrunkBy(Stated region, int rows, int columns) {
    // Some scanners state the corner behind the last pixel.
    if (region.x1 <= columns && region.y1 <= rows) {
      return OptionalDouble.of(1);
    }
    Stream<int[]> screens =
        Stream.of(SCREENS)
            .filter(screen -> Math.abs((double) screen[0] * rows / screen[1] / columns - 1) < 0.01);
    Stream<int[]> multiples =
        Stream.of(2, 3, 4).map(factor -> new int[] {factor * columns, factor * rows});
    return Stream.concat(screens, multiples)
        .filter(screen -> region.x1 <= screen[0] && region.y1 <= screen[1])
        .mapToDouble(screen -> (double) screen[0] / columns)
        .min();
  }

  private static Optional<PixelSpacing> spacing(DataSet item, double scale) {
    if (item.number(Attribute.PHYSICAL_UNITS_X_DIRECTION, 0) != CENTIMETRES
        || item.number(Attribute.PHYSICAL_UNITS_Y_DIRECTION, 0) != CENTIMETRES) {
      return Optional.empty();
    }
    // A direction may be stated upwards, with a negative step.
    double columnMm = Math.abs(item.real(Attribute.PHYSICAL_DELTA_X).orElse(0)) * 10 * scale;
    double rowMm = Math.abs(item.real(Attribute.PHYSICAL_DELTA_Y).orElse(0)) * 10 * scale;
    return plausible(rowMm, columnMm);
  }

  /** Row spacing, then column spacing, in mm (DICOM PS3.3, 10.7.1.3). */
  private static Optional<PixelSpacing> pixelSpacing(DataSet attributes) {
    double[] mm = attributes.decimals(Attribute.PIXEL_SPACING);
    return mm.length == 2 ? plausible(mm[0], mm[1]) : Optional.empty();
  }

  private static Optional<PixelSpacing> plausible(double rowMm, double columnMm) {
    boolean sound = rowMm >= MIN_MM && rowMm <= MAX_MM && columnMm >= MIN_MM && columnMm <= MAX_MM;
    return sound ? Optional.of(new PixelSpacing(rowMm, columnMm)) : Optional.empty();
  }
}
