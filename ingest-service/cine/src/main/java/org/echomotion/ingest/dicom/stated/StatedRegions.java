package org.echomotion.ingest.dicom.stated;

import static org.echomotion.remark.Remark.Basis.STATED;
import static org.echomotion.remark.Remark.Property.CONTENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.ingest.dicom.parse.Attribute;
import org.echomotion.ingest.dicom.parse.DataSet;
import org.echomotion.remark.Remark;

/** Information of the ultrasound regions besides the scale (DICOM PS3.3, C.8.5.5). */
public final class StatedRegions {

  /** Colour over a smaller fraction of the tissue is a mark. */
  private static final double MIN_COVERED = 0.01;

  /** Colour over a larger fraction of the ventricle's position hides its border. */
  private static final double HIDES = 1.0 / 3;

  /**
   * A second tissue picture with at least this fraction of the first one's size is a second plane.
   */
  private static final double SECOND_PLANE = 0.5;

  /**
   * If two regions share more than this fraction of the smaller, they are one picture stated twice.
   */
  private static final double SAME_PICTURE = 0.1;

  private StatedRegions() {}

  /** Remarks on colour Doppler over the tissue. */
  public static List<Remark> remarks(DataSet attributes) {
    List<UltrasoundRegion> regions = UltrasoundRegion.all(attributes);
    Optional<UltrasoundRegion> tissue = StatedScale.chosen(regions);
    List<Remark> remarks = new ArrayList<>();
    if (tissue.isPresent()) {
      colour(attributes, regions, tissue.get()).ifPresent(remarks::add);
    }
    return remarks;
  }

  private static Optional<Remark> colour(
      DataSet attributes, List<UltrasoundRegion> regions, UltrasoundRegion tissue) {
    if (attributes.number(Attribute.ULTRASOUND_COLOR_DATA_PRESENT, 1) == 0) {
      return Optional.empty();
    }
    double covered = 0;
    double hidden = 0;
    // Apical views show the ventricle in the middle of the sector and nearer to its top.
    int width = tissue.x1() - tissue.x0() + 1;
    int height = tissue.y1() - tissue.y0() + 1;
    int left = tissue.x0() + width / 4;
    int right = tissue.x1() - width / 4;
    int bottom = tissue.y0() + height * 2 / 3;
    double ventricle = (right - left + 1.0) * (bottom - tissue.y0() + 1.0);
    for (UltrasoundRegion region : regions) {
      if (region.kind() == UltrasoundRegion.Kind.COLOUR_FLOW) {
        long shared = region.sharedWith(tissue.x0(), tissue.y0(), tissue.x1(), tissue.y1());
        covered = Math.max(covered, (double) shared / tissue.area());
        hidden = Math.max(hidden, region.sharedWith(left, tissue.y0(), right, bottom) / ventricle);
      }
    }
    if (covered < MIN_COVERED) {
      return Optional.empty();
    }
    boolean hides = hidden > HIDES;
    return Optional.of(
        new Remark(
            CONTENT,
            STATED,
            hides
                ? "The file states colour Doppler over the ventricle, which hides its border."
                : "The file states colour Doppler over a part of the tissue.",
            hides));
  }

  /** The region of the second plane of a biplane picture. */
  static Optional<UltrasoundRegion> secondPlane(
      List<UltrasoundRegion> regions, UltrasoundRegion tissue) {
    return regions.stream()
        .filter(region -> region.kind() == UltrasoundRegion.Kind.TISSUE)
        .skip(1)
        .filter(region -> region.area() >= SECOND_PLANE * tissue.area())
        .filter(
            region ->
                region.sharedWith(tissue.x0(), tissue.y0(), tissue.x1(), tissue.y1())
                    <= SAME_PICTURE * region.area())
        .findFirst();
  }
}
