package org.echomotion.ingest.store.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/**
 * Stores bytes by name. A name is that of a folder and of a file in it, separated by "/". A blob
 * exists completely or not at all. It is replaced only by the same content, to repair it.
 */
public interface BlobStore extends BlobReader {

  /** Writes a blob's bytes. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * A stored file: a blob or an unfinished blob.
   *
   * @param name as {@link #delete} takes it
   * @param changedAt when it was last written to
   */
  record Listed(String name, Instant changedAt) {}

  /**
   * Stores a blob. Once this method returns, the blob survives a power failure.
   *
   * @throws java.io.UncheckedIOException if it cannot be stored; then no part of it remains
   */
  void put(String name, Content content);

  /** Deletes a blob. A missing blob is ignored. */
  void delete(String name);

  /** Lists the folders. */
  List<String> folders();

  /** Lists the blobs of a folder, including unfinished ones. */
  List<Listed> list(String folder);

  /** Deletes a folder if it is empty. */
  void deleteFolder(String folder);
}
