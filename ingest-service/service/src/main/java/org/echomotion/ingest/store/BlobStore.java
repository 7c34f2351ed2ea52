package org.echomotion.ingest.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Stores bytes by name. A blob exists completely or not at all, and never changes. */
public interface BlobStore {

  /** Writes a blob's bytes. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * A stored file: a blob, an unfinished blob or an upload.
   *
   * @param name name of the file; for a blob, the blob's name
   * @param changedAt when it was last written to
   */
  record Listed(String name, Instant changedAt) {}

  /**
   * Stores a blob. Once this method returns, the blob survives a power failure.
   *
   * @throws java.io.UncheckedIOException if it cannot be stored; then no part of it remains
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
   * Reads part of a blob.
   *
   * @throws java.io.UncheckedIOException if the blob is missing or too short
   */
  byte[] read(String name, long offset, int length);

  /** Deletes a blob. A missing blob is ignored. */
  void delete(String name);

  /** Lists everything that is stored, including unfinished blobs and uploads. */
  List<Listed> list();

  /** Creates an empty file for an upload. The caller deletes it. */
  Path newUpload();
}
