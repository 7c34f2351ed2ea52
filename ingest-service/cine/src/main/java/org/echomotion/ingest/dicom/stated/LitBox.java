package org.echomotion.ingest.dicom.stated;

import java.util.List;
import java.util.Optional;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.PixelRegion;
import org.echomotion.ingest.sector.Planes;
import org.echomotion.ingest.sector.Sector;
import org.echomotion.ingest.sector.SectorFinder;

/** The bounding box of the ultrasound picture, with all its planes, in a cine's frames. */
public final class LitBox {

  /** Levels up to this count as black, because lossy compression changes black. */
  private static final int BLACK = 12;

  /** A row or column belongs to the box if this fraction of it is lit; less may be a mark. */
  private static final double MIN_LIT = 0.02;

  /** Number of frames, enough to see each pixel of the picture lit once. */
  private static final int MAX_FRAMES = 32;

  private LitBox() {}

  /**
   * The bounding box of the lit pixels inside the sector, which also has dark corners; if there are
   * several planes, the box that holds all of them.
   *
   * @param cine without a tissue region
   * @return empty if it shows no ultrasound picture
   */
  public static Optional<PixelRegion> of(Cine cine) {
    List<PixelRegion> planes = Planes.shown(cine);
    return planes.size() > 1 ? planes.stream().reduce(PixelRegion::union) : ofLargest(cine);
  }

  private static Optional<PixelRegion> ofLargest(Cine cine) {
    Sector sector;
    try {
      sector = SectorFinder.find(cine);
    } catch (EchoMotionException e) {
      return Optional.empty();
    }
    int[] inRow = new int[sector.height()];
    int[] inColumn = new int[sector.width()];
    for (int y = 0; y < sector.height(); y++) {
      for (int x = 0; x < sector.width(); x++) {
        int pixel = (sector.y() + y) * cine.columns() + sector.x() + x;
        if (sector.mask()[y * sector.width() + x] && isLit(cine.frames(), pixel)) {
          inRow[y]++;
          inColumn[x]++;
        }
      }
    }
    int[] rows = extent(inRow, MIN_LIT * sector.width());
    int[] columns = extent(inColumn, MIN_LIT * sector.height());
    return rows[1] > rows[0] && columns[1] > columns[0]
        ? Optional.of(
            new PixelRegion(
                sector.x() + columns[0],
                sector.y() + rows[0],
                columns[1] - columns[0],
                rows[1] - rows[0]))
        : Optional.empty();
  }

  private static boolean isLit(List<byte[]> frames, int pixel) {
    int step = Math.max(1, frames.size() / MAX_FRAMES);
    for (int i = 0; i < frames.size(); i += step) {
      if ((frames.get(i)[pixel] & 0xff) > BLACK) {
        return true;
      }
    }
    return false;
  }

  /** The first lit index, and the index after the last. */
  private static int[] extent(int[] lit, double least) {
    int first = 0;
    int end = lit.length;
    while (first < end && lit[first] < least) {
      first++;
    }
    while (end > first && lit[end - 1] < least) {
      end--;
    }
    return new int[] {first, end};
  }
}
