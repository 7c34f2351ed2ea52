package org.echomotion.ingest.decode;

/** The format that a file was read as. */
public enum SourceFormat {
  DICOM,
  AVI,
  /** MP4, MOV and 3GP. */
  MP4,
  /** Any other video file: Matroska, WebM, WMV, MPEG, GIF and more. */
  VIDEO
}
