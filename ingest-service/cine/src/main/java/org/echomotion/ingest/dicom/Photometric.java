package org.echomotion.ingest.dicom;

/** What the samples of a pixel mean (DICOM PS3.3, C.7.6.3.1.2). */
enum Photometric {
  MONOCHROME1("MONOCHROME1", 1),
  MONOCHROME2("MONOCHROME2", 1),
  PALETTE_COLOR("PALETTE COLOR", 1),
  RGB("RGB", 3),
  YBR_FULL("YBR_FULL", 3),
  YBR_FULL_422("YBR_FULL_422", 3),
  YBR_ICT("YBR_ICT", 3),
  YBR_RCT("YBR_RCT", 3);

  private final String term;
  final int samples;

  Photometric(String term, int samples) {
    this.term = term;
    this.samples = samples;
  }

  static Photometric ofTerm(String term) {
    for (Photometric photometric : values()) {
      if (photometric.term.equals(term)) {
        return photometric;
      }
    }
    throw Refusal.unsupported("another photometric interpretation than gray, palette, RGB or YBR");
  }
}
