package org.echomotion.ingest.deidentify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.sector.Sector;

/** Takes everything out of a cine's frames that is not ultrasound. */
public final class Deidentifier {

  private Deidentifier() {}

  /**
   * The display frames: cropped to the sector's box, 0 outside the sector's mask, unchanged inside.
   * Rate, times, spacing, pixel shape, view, format and remarks are copied from the source; the
   * tissue region is dropped.
   *
   * @throws IllegalArgumentException if the sector's box does not lie inside the cine's frames
   */
  public static Cine deidentify(Cine cine, Sector sector) {
    if (sector.x() + sector.width() > cine.columns()
        || sector.y() + sector.height() > cine.rows()) {
      throw new IllegalArgumentException("the sector is not this cine's");
    }
    List<byte[]> frames = new ArrayList<>(cine.frames().size());
    for (byte[] source : cine.frames()) {
      byte[] shown = new byte[sector.width() * sector.height()];
      for (int row = 0; row < sector.height(); row++) {
        int from = (sector.y() + row) * cine.columns() + sector.x();
        int to = row * sector.width();
        for (int column = 0; column < sector.width(); column++) {
          if (sector.mask()[to + column]) {
            shown[to + column] = source[from + column];
          }
        }
      }
      frames.add(shown);
    }
    return new Cine(
        frames,
        sector.height(),
        sector.width(),
        cine.frameRateHz(),
        cine.spacing(),
        cine.view(),
        cine.format(),
        Optional.empty(),
        cine.times(),
        cine.remarks(),
        cine.pixelAspect(),
        List.of());
  }
}
