package org.echomotion.ingest.dicom.parse;

import java.util.Optional;

/**
 * The parsed part of a DICOM file before its pixels.
 *
 * @param syntax the stated encoding; empty if the file states no encoding
 * @param attributes the supported attributes
 * @param pixels position of the pixel data
 */
public record DicomFile(Optional<TransferSyntax> syntax, DataSet attributes, PixelData pixels) {

  /** Undefined length: the pixel data consists of items, each a fragment of a compressed frame. */
  static final long ENCAPSULATED = 0xffffffffL;

  /**
   * The pixel data element.
   *
   * @param start position of the first byte in the file
   * @param length stated length in bytes, or {@link #ENCAPSULATED}
   * @param bigEndian whether the data set is big endian
   * @param words whether the data are words (OW) and not bytes (OB)
   */
  public record PixelData(long start, long length, boolean bigEndian, boolean words) {}

  public boolean encapsulated() {
    return pixels.length == ENCAPSULATED;
  }
}
