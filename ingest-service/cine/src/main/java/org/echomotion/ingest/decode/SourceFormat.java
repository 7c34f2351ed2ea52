package org.echomotion.ingest.decode;

/** The format that a file was read as. */
public enum SourceFormat {
  DICOM,
  AVI,
  MP4
}
