package org.echomotion.ingest.dicom.stated;

import static org.echomotion.remark.Remark.Basis.ASSUMED;
import static org.echomotion.remark.Remark.Basis.DERIVED;
import static org.echomotion.remark.Remark.Basis.STATED;
import static org.echomotion.remark.Remark.Basis.UNKNOWN;
import static org.echomotion.remark.Remark.Property.CONTENT;
import static org.echomotion.remark.Remark.Property.GEOMETRY;
import static org.echomotion.remark.Remark.Property.SPACING;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.echomotion.ingest.decode.PixelRegion;
import org.echomotion.ingest.decode.PixelSpacing;
import org.echomotion.ingest.decode.Plane;
import org.echomotion.ingest.dicom.parse.Attribute;
import org.echomotion.ingest.dicom.parse.DataSet;
import org.echomotion.remark.Remark;
import org.echomotion.remark.Remark.Basis;
import org.echomotion.remark.Remark.Property;
import org.echomotion.sentence.SentenceCode;

/**
 * The stated tissue region, pixel size and pixel shape: from the ultrasound regions (DICOM PS3.3,
 * C.8.5.5), else the pixel spacing (10.7.1.3), else the aspect ratio (C.7.6.3.1.7).
 */
public final class StatedScale {

  private static final int CENTIMETRES = 3;

  /** A calibration outside this range has the wrong unit. */
  private static final double MIN_MM = 0.01;

  private static final double MAX_MM = 10;

  /** Scales that differ by less are equal except for rounding. */
  private static final double ROUNDING = 0.03;

  private final DataSet attributes;
  private final int rows;
  private final int columns;
  private final List<Remark> remarks = new ArrayList<>();
  private Optional<PixelRegion> place = Optional.empty();
  private Optional<PixelSpacing> spacing = Optional.empty();
  private List<Plane> planes = List.of();
  private double aspect = 1;

  private StatedScale(DataSet attributes, int rows, int columns) {
    this.attributes = attributes;
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * Reads region and scale.
   *
   * @param sector the bounding box of all planes in the frames; used only if a stated region
   *     extends beyond the frame
   */
  public static StatedScale of(
      DataSet attributes, int rows, int columns, Supplier<Optional<PixelRegion>> sector) {
    StatedScale scale = new StatedScale(attributes, rows, columns);
    scale.readRegion(sector);
    scale.readAspect();
    return scale;
  }

  /** The tissue region inside the frame; empty if the file does not state it. */
  public Optional<PixelRegion> place() {
    return place;
  }

  /** The planes of the picture, in any order, if the file states several; else empty. */
  public List<Plane> planes() {
    return planes;
  }

  /** The size of the frame's pixels; empty if the file does not state it. */
  public Optional<PixelSpacing> spacing() {
    return spacing;
  }

  /** Width of a pixel divided by its height; 1 if the file does not state it. */
  public double aspect() {
    return aspect;
  }

  /** How region, scale and shape are known. */
  public List<Remark> remarks() {
    return remarks;
  }

  private void readRegion(Supplier<Optional<PixelRegion>> sector) {
    List<UltrasoundRegion> regions = UltrasoundRegion.all(attributes);
    Optional<UltrasoundRegion> chosen = chosen(regions);
    if (chosen.isEmpty()) {
      spacing = spacingElsewhere();
      return;
    }
    UltrasoundRegion region = chosen.get();
    if (region.kind() == UltrasoundRegion.Kind.UNSTATED) {
      say(SPACING, ASSUMED, SentenceCode.SPACING_REGION_UNSTATED.text());
    }
    List<UltrasoundRegion> pictures = StatedRegions.pictures(regions);
    boolean several = pictures.size() > 1;
    OptionalDouble factor =
        ScreenFactor.of(several ? UltrasoundRegion.union(pictures) : region, rows, columns, sector);
    if (factor.isEmpty()) {
      // The picture may show one of several planes only.
      remarks.add(
          new Remark(SPACING, UNKNOWN, SentenceCode.SPACING_SCREEN_UNKNOWN.text(), several));
      return;
    }
    if (factor.getAsDouble() != 1) {
      say(
          SPACING,
          DERIVED,
          SentenceCode.SPACING_SHRUNK.text(
              String.format(Locale.ROOT, "%.3g", factor.getAsDouble())));
    }
    place = region.place(factor.getAsDouble(), rows, columns);
    if (several) {
      readPlanes(regions, pictures, factor.getAsDouble());
    }
    spacing = regionSpacing(region.item(), factor.getAsDouble());
    Optional<PixelSpacing> elsewhere = pixelSpacing(Attribute.PIXEL_SPACING);
    if (spacing.isEmpty()) {
      spacing = spacingElsewhere();
      if (spacing.isPresent() && elsewhere.isPresent()) {
        say(SPACING, STATED, SentenceCode.SPACING_NOT_OF_REGION.text());
      }
    } else if (elsewhere.isPresent() && !same(spacing.get(), elsewhere.get())) {
      say(SPACING, STATED, SentenceCode.SPACING_CONTRADICTS_REGION.text());
    }
  }

  private void readPlanes(
      List<UltrasoundRegion> regions, List<UltrasoundRegion> pictures, double factor) {
    if (!pictures.stream().allMatch(pictures.get(0)::hasScaleOf)) {
      remarks.add(new Remark(CONTENT, STATED, SentenceCode.DIFFERENT_SCALES.text(), true));
      return;
    }
    List<Plane> placed = new ArrayList<>();
    for (UltrasoundRegion picture : pictures) {
      List<Remark> colour = StatedRegions.colour(attributes, regions, picture);
      picture.place(factor, rows, columns).ifPresent(where -> placed.add(new Plane(where, colour)));
    }
    planes = placed.size() > 1 ? placed : List.of();
  }

  /** The largest tissue region, else the largest region of unknown kind, else colour flow. */
  static Optional<UltrasoundRegion> chosen(List<UltrasoundRegion> regions) {
    return largest(regions, UltrasoundRegion.Kind.TISSUE)
        .or(() -> largest(regions, UltrasoundRegion.Kind.UNSTATED))
        .or(() -> largest(regions, UltrasoundRegion.Kind.COLOUR_FLOW));
  }

  private static Optional<UltrasoundRegion> largest(
      List<UltrasoundRegion> regions, UltrasoundRegion.Kind kind) {
    return regions.stream().filter(region -> region.kind() == kind).findFirst();
  }

  private Optional<PixelSpacing> regionSpacing(DataSet item, double factor) {
    // An upward or leftward direction has a negative step.
    double columnMm = centimetres(item, Attribute.PHYSICAL_DELTA_X) * 10 * factor;
    double rowMm = centimetres(item, Attribute.PHYSICAL_DELTA_Y) * 10 * factor;
    if (columnMm > 0 != rowMm > 0) {
      say(SPACING, ASSUMED, SentenceCode.SPACING_ONE_AXIS.text());
      double stated = Math.max(columnMm, rowMm);
      return plausible(stated, stated);
    }
    return plausible(rowMm, columnMm);
  }

  private static double centimetres(DataSet item, Attribute delta) {
    Attribute unit =
        delta == Attribute.PHYSICAL_DELTA_X
            ? Attribute.PHYSICAL_UNITS_X_DIRECTION
            : Attribute.PHYSICAL_UNITS_Y_DIRECTION;
    return item.number(unit, 0) == CENTIMETRES ? Math.abs(item.decimal(delta).orElse(0)) : 0;
  }

  /** The pixel spacing, else the spacing of the scan or of the detector. */
  private Optional<PixelSpacing> spacingElsewhere() {
    Optional<PixelSpacing> stated = pixelSpacing(Attribute.PIXEL_SPACING);
    if (stated.isPresent()) {
      if (attributes.decimals(Attribute.PIXEL_SPACING).length == 1) {
        say(SPACING, ASSUMED, SentenceCode.SPACING_ONE_VALUE.text());
      }
      return stated;
    }
    Optional<PixelSpacing> other =
        pixelSpacing(Attribute.NOMINAL_SCANNED_PIXEL_SPACING)
            .or(() -> pixelSpacing(Attribute.IMAGER_PIXEL_SPACING));
    if (other.isPresent()) {
      say(SPACING, ASSUMED, SentenceCode.SPACING_OF_SCAN.text());
    }
    return other;
  }

  /** Row spacing, then column spacing, in mm: of the image, else shared by all frames. */
  private Optional<PixelSpacing> pixelSpacing(Attribute attribute) {
    double[] mm =
        Stream.concat(Stream.of(attributes), shared())
            .map(each -> each.decimals(attribute))
            .filter(values -> values.length > 0)
            .findFirst()
            .orElse(new double[0]);
    return mm.length == 0 || mm.length > 2 ? Optional.empty() : plausible(mm[0], mm[mm.length - 1]);
  }

  /** The pixel measures shared by all frames (DICOM PS3.3, C.7.6.16.2.1). */
  private Stream<DataSet> shared() {
    return attributes.items(Attribute.SHARED_FUNCTIONAL_GROUPS).stream()
        .flatMap(group -> group.items(Attribute.PIXEL_MEASURES).stream());
  }

  /** Height of a pixel, then its width. */
  private void readAspect() {
    double[] ratio = attributes.decimals(Attribute.PIXEL_ASPECT_RATIO);
    if (ratio.length != 2 || ratio[0] <= 0 || ratio[1] <= 0) {
      if (attributes.bytes(Attribute.PIXEL_ASPECT_RATIO).isPresent() && spacing.isEmpty()) {
        say(GEOMETRY, ASSUMED, SentenceCode.ASPECT_UNREADABLE.text());
      }
      return;
    }
    double stated = ratio[1] / ratio[0];
    if (spacing.isEmpty()) {
      aspect = stated;
    } else if (Math.abs(spacing.get().columnMm() / spacing.get().rowMm() / stated - 1) > ROUNDING) {
      say(GEOMETRY, STATED, SentenceCode.ASPECT_CONTRADICTS_SCALE.text());
    }
  }

  private static boolean same(PixelSpacing one, PixelSpacing other) {
    return Math.abs(one.rowMm() / other.rowMm() - 1) < ROUNDING
        && Math.abs(one.columnMm() / other.columnMm() - 1) < ROUNDING;
  }

  private static Optional<PixelSpacing> plausible(double rowMm, double columnMm) {
    boolean sound = rowMm >= MIN_MM && rowMm <= MAX_MM && columnMm >= MIN_MM && columnMm <= MAX_MM;
    return sound ? Optional.of(new PixelSpacing(rowMm, columnMm)) : Optional.empty();
  }

  private void say(Property property, Basis basis, String text) {
    remarks.add(new Remark(property, basis, text));
  }
}
