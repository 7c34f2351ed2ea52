package org.echomotion.ef.quality;

/**
 * How a property of the cine is known, where its file does not simply state it.
 *
 * @param property what the remark is about
 * @param basis how the property is known
 * @param text one sentence for the reader of the result
 * @param withholds whether no number is reported because of it
 */
public record Remark(Property property, Basis basis, String text, boolean withholds) {

  /** Properties of a cine that a result depends on. */
  public enum Property {
    SPACING,
    TIME,
    GEOMETRY,
    GRAY_SCALE,
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
}
