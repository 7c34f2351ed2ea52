package org.echomotion.ingest.store.blob;

/** Reads blobs. */
interface BlobReader {

  /**
   * Returns the length of a blob.
   *
   * @return length in bytes
   * @throws java.io.UncheckedIOException if there is no such blob
   */
  long length(String name);

  /**
   * Reads part of a blob.
   *
   * @throws java.io.UncheckedIOException if the blob is missing or too short
   */
  byte[] read(String name, long offset, int length);
}
