package org.echomotion.ingest.store.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Blobs on a disk that fails after a while, for example because it is full. */
public final class FailingBlobs extends DirectoryBlobStore {

  private final IOException failure;
  private int room;

  /**
   * @param room number of blobs that can still be stored
   */
  public FailingBlobs(Path directory, int room) {
    this(directory, room, new IOException("the disk is full"));
  }

  /**
   * @param room number of blobs that can still be stored
   * @param failure of the others
   */
  public FailingBlobs(Path directory, int room, IOException failure) {
    super(directory);
    this.room = room;
    this.failure = failure;
  }

  @Override
  public void put(String name, Content content) {
    if (room == 0) {
      throw new UncheckedIOException(failure);
    }
    room--;
    super.put(name, content);
  }
}
