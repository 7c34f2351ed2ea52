package org.echomotion.ingest.dicom.parse;

import java.util.Optional;

/**
 * What was read of a DICOM file before its pixels.
 *
 * @param syntax how it says that it is encoded; empty where it does not
 * @param attributes the attributes that are read at all
 * @param pixels where its pixel data lies
 */
public record DicomFile(Optional<TransferSyntax> syntax, DataSet attributes, PixelData pixels) {

  /** Pixel data of undefined length: items, each a fragment of a compressed frame. */
  static final long ENCAPSULATED = 0xffffffffL;

  /**
   * The pixel data element.
   *
   * @param start place in the file of its first byte
   * @param length bytes as stated, or {@link #ENCAPSULATED}
   * @param bigEndian whether the data set is big endian
   * @param words whether they are words (OW), or bytes (OB)
   */
  public record PixelData(long start, long length, boolean bigEndian, boolean words) {}

  public boolean encapsulated() {
    return pixels.length == ENCAPSULATED;
  }
}
