package org.echomotion.ingest.dicom.pixels;

/**
 * The samples of one decoded frame.
 *
 * @param colour what the planes are
 * @param bits bits of a sample, 1 to 16, from the lowest
 * @param signed whether samples are two's complement
 * @param planes uint16 [planes][rows * columns]; of luminance only the first is used
 */
record Samples(Colour colour, int bits, boolean signed, short[][] planes) {

  /** What a frame's planes are. */
  enum Colour {
    /** One plane, to be looked up in the tone table: gray or an index into the palette. */
    TONE,
    /** Red, green and blue. */
    RGB,
    /** The first plane is the luminance Y of YCbCr, full range. */
    LUMINANCE,
    /** The first plane is the luminance Y of YCbCr, from 16 (black) to 235 (white). */
    PARTIAL_LUMINANCE
  }

  /** The same samples with their luminance read as full range. */
  Samples ofFullRange() {
    return new Samples(Colour.LUMINANCE, bits, signed, planes);
  }

  /** How samples of that photometric interpretation are laid out if nothing was compressed. */
  static Colour colour(Photometric photometric) {
    return switch (photometric) {
      case MONOCHROME1, MONOCHROME2, PALETTE_COLOR -> Colour.TONE;
      case RGB -> Colour.RGB;
      case YBR_FULL, YBR_FULL_422, YBR_ICT, YBR_RCT -> Colour.LUMINANCE;
      case YBR_PARTIAL_422, YBR_PARTIAL_420 -> Colour.PARTIAL_LUMINANCE;
    };
  }
}
