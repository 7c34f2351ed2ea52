package org.echomotion.ingest.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Bytes by name. A blob is there whole or not at all, and never changes. */
public interface BlobStore {

  /** Writes a blob's bytes. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * A blob or an unfinished one.
   *
   * @param name of the blob, or of an unfinished blob or upload
   * @param changedAt when it was last written to
   */
  record Listed(String name, Instant changedAt) {}

  /**
   * Stores a blob; on return it survives a loss of power.
   *
   * @throws java.io.UncheckedIOException if it cannot be stored; then nothing of it is left
   */
  void put(String name, Content content);

  /**
   * Returns the length of a blob.
   *
   * @return length in bytes
   * @throws java.io.UncheckedIOException if there is no such blob
   */
  long length(String name);

  /**
   * Part of a blob.
   *
   * @throws java.io.UncheckedIOException if there is no such blob, or it is shorter
   */
  byte[] read(String name, long offset, int length);

  /** Removes a blob; an absent one is no error. */
  void delete(String name);

  /** All that is stored, unfinished blobs and uploads included. */
  List<Listed> list();

  /** Makes an empty file for an upload. The caller deletes it. */
  Path newUpload();
}
