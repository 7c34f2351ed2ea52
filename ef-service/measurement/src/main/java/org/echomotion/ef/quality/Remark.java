package org.echomotion.ef.quality;

/**
 * How a property of the cine is known, if its file does not state it directly.
 *
 * @param property the property concerned
 * @param basis how the property is known
 * @param text one sentence for the reader of the result
 * @param withholds whether it prevents any number from being reported
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
    /** The file states it in an unusual place or form. */
    STATED,
    /** Computed from other values or from the pixels. */
    DERIVED,
    /** The file does not state it; the usual value is assumed. */
    ASSUMED,
    /** The file does not state it, and no value is assumed. */
    UNKNOWN
  }
}
