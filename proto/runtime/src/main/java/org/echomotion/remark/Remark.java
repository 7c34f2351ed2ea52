package org.echomotion.remark;

/**
 * How a property of a cine is known, where the file does not simply state it. A property without a
 * remark is as the file states it. Remarks reach the reasons of the result's quality.
 *
 * @param property what the remark is about
 * @param basis how the property is known
 * @param text one plain sentence for the reader of the result, with a full stop, such as "The file
 *     states frame times that cannot be true; the median interval is used."
 * @param withholds whether no number may be reported because of it
 */
public record Remark(Property property, Basis basis, String text, boolean withholds) {

  /** Properties of a cine that a result depends on. */
  public enum Property {
    /** Size of a pixel in mm. */
    SPACING,
    /** Times of the frames. */
    TIME,
    /** Shape of the picture: pixel aspect ratio, orientation, place of the sector. */
    GEOMETRY,
    /** From stored samples to gray levels. */
    GRAY_SCALE,
    /** What the cine shows: modality, view, colour Doppler, number of frames. */
    CONTENT
  }

  /** How a property is known. */
  public enum Basis {
    /** The file states it elsewhere or differently than usual. */
    STATED,
    /** Computed from other values or from the pixels. */
    DERIVED,
    /** Nothing states it; the usual is assumed. */
    ASSUMED,
    /** Nothing states it, and nothing is assumed. */
    UNKNOWN
  }

  public Remark {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a remark says something");
    }
  }

  /** A remark that withholds nothing. */
  public Remark(Property property, Basis basis, String text) {
    this(property, basis, text, false);
  }
}
