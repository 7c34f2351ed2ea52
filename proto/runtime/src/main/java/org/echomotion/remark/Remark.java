package org.echomotion.remark;

/**
 * How a property of a cine is known, if the file does not state it directly. A property without a
 * remark has the value that the file states. Remarks are reported among the reasons for a result's
 * quality.
 *
 * @param property the property concerned
 * @param basis how the property is known
 * @param text one plain sentence for the reader of the result, ending with a full stop, such as
 *     "The file states frame times that cannot be true; the median interval is used."
 * @param withholds whether no ejection fraction is reported because of it, unless the caller
 *     includes results of poor quality
 */
public record Remark(Property property, Basis basis, String text, boolean withholds) {

  /** Properties of a cine that a result depends on. */
  public enum Property {
    /** Pixel size in mm. */
    SPACING,
    /** Times of the frames. */
    TIME,
    /** Shape of the picture: pixel aspect ratio, orientation, position of the sector. */
    GEOMETRY,
    /** Conversion of stored samples to gray levels. */
    GRAY_SCALE,
    /** What the cine shows: modality, view, colour Doppler, number of frames. */
    CONTENT
  }

  /** How a property is known. */
  public enum Basis {
    /** The file states it in an unusual place or form. */
    STATED,
    /** Computed from other values or from the pixels. */
    DERIVED,
    /** The file does not state it; the usual value is assumed. */
    ASSUMED,
    /** The file does not state it, and no value is assumed. */
    UNKNOWN
  }

  public Remark {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a remark needs a text");
    }
  }

  /** A remark that does not withhold numbers. */
  public Remark(Property property, Basis basis, String text) {
    this(property, basis, text, false);
  }
}
