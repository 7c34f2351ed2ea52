package org.echomotion.ingest.dataset.volume;

import java.util.Optional;
import org.echomotion.ingest.decode.PixelSpacing;

/** The spacing of a header's first two axes, columns first. */
final class Spacing {

  private Spacing() {}

  /** Returns the spacing; empty if a value is not positive and finite. */
  static Optional<PixelSpacing> of(double columnMm, double rowMm) {
    boolean lengths =
        columnMm > 0 && rowMm > 0 && Double.isFinite(columnMm) && Double.isFinite(rowMm);
    return lengths ? Optional.of(new PixelSpacing(rowMm, columnMm)) : Optional.empty();
  }
}
