package org.echomotion.ingest.dicom.stated;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.echomotion.ingest.decode.PixelRegion;
import org.echomotion.ingest.dicom.parse.Attribute;
import org.echomotion.ingest.dicom.parse.DataSet;

/**
 * A two-dimensional ultrasound region as the file states it (DICOM PS3.3, C.8.5.5).
 *
 * @param kind what the region shows
 * @param x0 first column
 * @param y0 first row
 * @param x1 last column
 * @param y1 last row
 * @param item the region's other attributes
 */
record UltrasoundRegion(Kind kind, int x0, int y0, int x1, int y1, DataSet item) {

  private static final int TWO_DIMENSIONAL = 1;
  private static final int TISSUE = 1;
  private static final int COLOUR_FLOW = 2;

  /** Two scales are equal if they differ by at most this fraction, because of rounding. */
  private static final double ROUNDING = 0.001;

  /** What a region shows. */
  enum Kind {
    TISSUE,
    /** Colour flow, drawn over tissue. */
    COLOUR_FLOW,
    /** Not stated. */
    UNSTATED
  }

  /** The two-dimensional regions of tissue and colour flow, the largest first. */
  static List<UltrasoundRegion> all(DataSet attributes) {
    return attributes.items(Attribute.SEQUENCE_OF_ULTRASOUND_REGIONS).stream()
        .filter(
            item ->
                item.number(Attribute.REGION_SPATIAL_FORMAT, TWO_DIMENSIONAL) == TWO_DIMENSIONAL)
        .flatMap(UltrasoundRegion::of)
        .sorted(Comparator.comparingLong(UltrasoundRegion::area).reversed())
        .toList();
  }

  private static Stream<UltrasoundRegion> of(DataSet item) {
    Optional<Kind> kind =
        switch (item.number(Attribute.REGION_DATA_TYPE, -1)) {
          case TISSUE -> Optional.of(Kind.TISSUE);
          case COLOUR_FLOW -> Optional.of(Kind.COLOUR_FLOW);
          case -1 -> Optional.of(Kind.UNSTATED);
          default -> Optional.empty();
        };
    int x0 = item.number(Attribute.REGION_LOCATION_MIN_X0, -1);
    int y0 = item.number(Attribute.REGION_LOCATION_MIN_Y0, -1);
    int x1 = item.number(Attribute.REGION_LOCATION_MAX_X1, -1);
    int y1 = item.number(Attribute.REGION_LOCATION_MAX_Y1, -1);
    boolean sound = x0 >= 0 && y0 >= 0 && x1 > x0 && y1 > y0 && x1 < 1 << 16 && y1 < 1 << 16;
    return sound
        ? kind.map(known -> new UltrasoundRegion(known, x0, y0, x1, y1, item)).stream()
        : Stream.empty();
  }

  /** The smallest region that contains all regions, with kind and item of the first. */
  static UltrasoundRegion union(List<UltrasoundRegion> regions) {
    return regions.stream()
        .reduce(
            (one, other) ->
                new UltrasoundRegion(
                    one.kind,
                    Math.min(one.x0, other.x0),
                    Math.min(one.y0, other.y0),
                    Math.max(one.x1, other.x1),
                    Math.max(one.y1, other.y1),
                    one.item))
        .orElseThrow();
  }

  long area() {
    return (long) (x1 - x0 + 1) * (y1 - y0 + 1);
  }

  /** Whether both state the same scale, or neither states one. */
  boolean hasScaleOf(UltrasoundRegion other) {
    return Stream.of(
            Attribute.PHYSICAL_UNITS_X_DIRECTION,
            Attribute.PHYSICAL_UNITS_Y_DIRECTION,
            Attribute.PHYSICAL_DELTA_X,
            Attribute.PHYSICAL_DELTA_Y)
        .allMatch(each -> same(item.decimal(each).orElse(0), other.item.decimal(each).orElse(0)));
  }

  private static boolean same(double one, double other) {
    return Math.abs(Math.abs(one) - Math.abs(other)) <= ROUNDING * Math.abs(one);
  }

  /** Number of pixels shared with another region or a part of it. */
  long sharedWith(int left, int top, int right, int bottom) {
    long width = Math.min(x1, right) - Math.max(x0, left) + 1L;
    long height = Math.min(y1, bottom) - Math.max(y0, top) + 1L;
    return Math.max(0, width) * Math.max(0, height);
  }

  /**
   * The region's position in a frame that was shrunk for export.
   *
   * @param factor number of screen pixels per pixel of the frame
   * @return empty if the region lies outside the frame
   */
  Optional<PixelRegion> place(double factor, int rows, int columns) {
    int left = (int) Math.floor(x0 / factor);
    int top = (int) Math.floor(y0 / factor);
    int right = Math.min(columns, (int) Math.ceil((x1 + 1) / factor));
    int bottom = Math.min(rows, (int) Math.ceil((y1 + 1) / factor));
    return right > left && bottom > top
        ? Optional.of(new PixelRegion(left, top, right - left, bottom - top))
        : Optional.empty();
  }
}
