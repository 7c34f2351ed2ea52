package org.echomotion.ingest.dicom.stated;

import static org.echomotion.remark.Remark.Basis.STATED;
import static org.echomotion.remark.Remark.Property.CONTENT;

import java.util.ArrayList;
import java.util.List;
import org.echomotion.ingest.dicom.parse.Attribute;
import org.echomotion.ingest.dicom.parse.DataSet;
import org.echomotion.remark.Remark;
import org.echomotion.sentence.SentenceCode;

/** Information of the ultrasound regions besides the scale (DICOM PS3.3, C.8.5.5). */
public final class StatedRegions {

  /** Colour over a smaller fraction of the tissue is a mark. */
  private static final double MIN_COVERED = 0.01;

  /** Colour over a larger fraction of the ventricle's position hides its border. */
  private static final double HIDES = 1.0 / 3;

  /** A tissue picture with at least this fraction of the largest one's area is another plane. */
  private static final double SIMILAR_AREA = 0.5;

  /**
   * If two regions share more than this fraction of the smaller, they are one picture stated twice.
   */
  private static final double SAME_PICTURE = 0.1;

  private StatedRegions() {}

  /** Remarks on colour Doppler over the tissue picture of a file that states one. */
  public static List<Remark> remarks(DataSet attributes) {
    List<UltrasoundRegion> regions = UltrasoundRegion.all(attributes);
    return StatedScale.chosen(regions)
        .map(tissue -> colour(attributes, regions, tissue))
        .orElse(List.of());
  }

  /** Remarks on colour Doppler over one tissue picture. */
  static List<Remark> colour(
      DataSet attributes, List<UltrasoundRegion> regions, UltrasoundRegion tissue) {
    if (attributes.number(Attribute.ULTRASOUND_COLOR_DATA_PRESENT, 1) == 0) {
      return List.of();
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
      return List.of();
    }
    boolean hides = hidden > HIDES;
    return List.of(
        new Remark(
            CONTENT,
            STATED,
            hides
                ? SentenceCode.COLOUR_OVER_VENTRICLE.text()
                : SentenceCode.COLOUR_OVER_TISSUE.text(),
            hides));
  }

  /**
   * The tissue pictures of similar size, the largest first; several if there are several planes.
   */
  static List<UltrasoundRegion> pictures(List<UltrasoundRegion> regions) {
    List<UltrasoundRegion> pictures = new ArrayList<>();
    for (UltrasoundRegion region : regions) {
      boolean similar =
          pictures.isEmpty() || region.area() >= SIMILAR_AREA * pictures.get(0).area();
      if (region.kind() == UltrasoundRegion.Kind.TISSUE
          && similar
          && pictures.stream().noneMatch(picture -> isSame(picture, region))) {
        pictures.add(region);
      }
    }
    return pictures;
  }

  private static boolean isSame(UltrasoundRegion larger, UltrasoundRegion region) {
    return region.sharedWith(larger.x0(), larger.y0(), larger.x1(), larger.y1())
        > SAME_PICTURE * region.area();
  }
}
