package org.echomotion.ingest.dicom.pixels;

import java.util.Locale;
import org.echomotion.ingest.dicom.parse.Refusal;

/** The meaning of a pixel's samples (DICOM PS3.3, C.7.6.3.1.2). */
enum Photometric {
  MONOCHROME1(1),
  MONOCHROME2(1),
  PALETTE_COLOR(1),
  RGB(3),
  YBR_FULL(3),
  YBR_FULL_422(3),
  /** Retired; luminance from 16 to 235. */
  YBR_PARTIAL_422(3),
  YBR_PARTIAL_420(3),
  YBR_ICT(3),
  YBR_RCT(3);

  final int samples;

  Photometric(int samples) {
    this.samples = samples;
  }

  /** Finds the interpretation by its term, ignoring case and separators. */
  static Photometric ofTerm(String term) {
    String letters = letters(term);
    for (Photometric photometric : values()) {
      if (letters(photometric.name()).equals(letters)) {
        return photometric;
      }
    }
    throw Refusal.unsupported(
        switch (letters) {
              case "ARGB", "CMYK", "HSV", "XYB" -> letters + " colours";
              default -> "an unknown photometric interpretation";
            }
            + ". It reads gray (MONOCHROME1, MONOCHROME2), PALETTE COLOR, RGB and YBR colours");
  }

  /** Whether two neighbours share their chrominance in uncompressed data: Y Y Cb Cr. */
  boolean isHalved() {
    return this == YBR_FULL_422 || this == YBR_PARTIAL_422;
  }

  /** Whether the luminance range is 16 to 235 instead of 0 to 255. */
  boolean isPartial() {
    return this == YBR_PARTIAL_422 || this == YBR_PARTIAL_420;
  }

  private static String letters(String term) {
    return term.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
  }
}
