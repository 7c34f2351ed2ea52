package org.echomotion.ingest.dicom;

/**
 * The samples of one decoded frame.
 *
 * @param colour what the planes are
 * @param planes uint16 [planes][rows * columns]; of {@link Colour#LUMINANCE} only the first counts
 */
record Samples(Colour colour, short[][] planes) {

  /** What a frame's planes are. */
  enum Colour {
    /** One plane, to be looked up in the tone table: gray or an index into the palette. */
    TONE,
    /** Red, green and blue. */
    RGB,
    /** The first plane is the luminance Y of YCbCr, full range. */
    LUMINANCE
  }

  /** How samples of that photometric interpretation are laid out if nothing was compressed. */
  static Colour colour(Photometric photometric) {
    return switch (photometric) {
      case MONOCHROME1, MONOCHROME2, PALETTE_COLOR -> Colour.TONE;
      case RGB -> Colour.RGB;
      case YBR_FULL, YBR_FULL_422, YBR_ICT, YBR_RCT -> Colour.LUMINANCE;
    };
  }
}
