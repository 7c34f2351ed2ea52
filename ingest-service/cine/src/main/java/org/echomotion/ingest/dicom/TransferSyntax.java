package org.echomotion.ingest.dicom;

/** The encodings of a DICOM file that are read (DICOM PS3.5, section 10 and annex A). */
enum TransferSyntax {
  IMPLICIT_VR_LITTLE_ENDIAN("1.2.840.10008.1.2", false, Compression.NONE),
  EXPLICIT_VR_LITTLE_ENDIAN("1.2.840.10008.1.2.1", true, Compression.NONE),
  JPEG_BASELINE("1.2.840.10008.1.2.4.50", true, Compression.JPEG),
  JPEG_EXTENDED("1.2.840.10008.1.2.4.51", true, Compression.JPEG),
  JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", true, Compression.JPEG_2000),
  JPEG_2000("1.2.840.10008.1.2.4.91", true, Compression.JPEG_2000),
  RLE_LOSSLESS("1.2.840.10008.1.2.5", true, Compression.RLE);

  /** How frames are packed. */
  enum Compression {
    NONE,
    RLE,
    JPEG,
    JPEG_2000
  }

  private final String uid;
  final boolean explicitVr;
  final Compression compression;

  TransferSyntax(String uid, boolean explicitVr, Compression compression) {
    this.uid = uid;
    this.explicitVr = explicitVr;
    this.compression = compression;
  }

  /**
   * The transfer syntax of that UID.
   *
   * @throws org.echomotion.error.EchoMotionException {@code UNSUPPORTED} if it is another one
   */
  static TransferSyntax ofUid(String uid) {
    for (TransferSyntax syntax : values()) {
      if (syntax.uid.equals(uid)) {
        return syntax;
      }
    }
    throw Refusal.unsupported(
        switch (uid) {
          case "1.2.840.10008.1.2.2" -> "big endian encoding";
          case "1.2.840.10008.1.2.1.99" -> "deflate compression";
          case "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70" -> "JPEG Lossless compression";
          case "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81" -> "JPEG-LS compression";
          case "1.2.840.10008.1.2.4.100", "1.2.840.10008.1.2.4.101" -> "MPEG-2 compression";
          case "1.2.840.10008.1.2.4.102", "1.2.840.10008.1.2.4.103" -> "H.264 compression";
          default -> "an unknown transfer syntax";
        });
  }
}
