package org.echomotion.ingest.dicom.pixels;

import java.util.Optional;
import java.util.OptionalDouble;
import org.echomotion.ingest.dicom.parse.Attribute;
import org.echomotion.ingest.dicom.parse.DataSet;

/**
 * The first stated window, with the rescale (DICOM PS3.3, C.11.1.1.2 and C.11.2.1.2).
 *
 * @param slope slope of the rescale, which is applied first
 * @param intercept intercept of the rescale
 * @param center center of the window
 * @param width width of the window, at least 1
 */
record Window(double slope, double intercept, double center, double width) {

  /** Empty if the file states no valid window. */
  static Optional<Window> of(DataSet attributes) {
    OptionalDouble center = attributes.decimal(Attribute.WINDOW_CENTER);
    double width = attributes.decimal(Attribute.WINDOW_WIDTH).orElse(0);
    if (center.isEmpty() || width < 1) {
      return Optional.empty();
    }
    return Optional.of(
        new Window(
            attributes.decimal(Attribute.RESCALE_SLOPE).orElse(1),
            attributes.decimal(Attribute.RESCALE_INTERCEPT).orElse(0),
            center.getAsDouble(),
            width));
  }

  /** The tone of a stored value; below 0 is black, above 255 white. */
  double tone(int stored) {
    double span = Math.max(width - 1, 1);
    return ((stored * slope + intercept - (center - 0.5)) / span + 0.5) * 255;
  }
}
