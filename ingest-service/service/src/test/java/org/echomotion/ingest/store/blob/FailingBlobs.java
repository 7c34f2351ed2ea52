package org.echomotion.ingest.store.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Blobs on a disk that becomes full. */
public final class FailingBlobs extends DirectoryBlobStore {

  private int room;

  /**
   * @param room number of blobs that can still be stored
   */
  public FailingBlobs(Path directory, int room) {
    super(directory);
    this.room = room;
  }

  @Override
  public void put(String name, Content content) {
    if (room == 0) {
      throw new UncheckedIOException(new IOException("the disk is full"));
    }
    room--;
    super.put(name, content);
  }
}
