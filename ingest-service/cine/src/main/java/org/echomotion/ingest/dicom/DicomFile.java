package org.echomotion.ingest.dicom;

/**
 * What was read of a DICOM file before its pixels.
 *
 * @param syntax how it is encoded
 * @param attributes the attributes that are read at all
 * @param pixelStart place in the file of the pixel data's first byte
 * @param pixelLength bytes of the pixel data as stated, or {@link #ENCAPSULATED}
 */
record DicomFile(TransferSyntax syntax, DataSet attributes, long pixelStart, long pixelLength) {

  /** Pixel data of undefined length: items, each a fragment of a compressed frame. */
  static final long ENCAPSULATED = 0xffffffffL;

  boolean encapsulated() {
    return pixelLength == ENCAPSULATED;
  }
}
