package org.echomotion.ingest.dataset.warp;

import java.util.Optional;
import org.echomotion.ingest.decode.PixelSpacing;

/**
 * Frame units: isotropic, with a frame height of 224. Distances in this package are in frame units,
 * so that they mean the same at each resolution.
 *
 * @param perColumn frame units from one pixel column to the next
 * @param perRow frame units from one pixel row to the next
 */
record FrameScale(double perColumn, double perRow) {

  static final double HEIGHT = 224;

  static FrameScale of(int rows, Optional<PixelSpacing> spacing) {
    double perRow = HEIGHT / rows;
    double oblong = spacing.map(s -> s.columnMm() / s.rowMm()).orElse(1.0);
    return new FrameScale(perRow * oblong, perRow);
  }
}
