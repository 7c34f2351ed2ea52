package org.echomotion.ingest.store.blob;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.echomotion.error.EchoMotionException;

/** Checks stored frames without a service. */
public final class FrameFile {

  private FrameFile() {}

  /**
   * Reads all frames of a blob in a directory and compares their checksums. Changes nothing.
   *
   * @param directory the blobs of ingest-service
   * @param name for example {@code local/<clip id>.working}
   * @return whether every frame can be read
   */
  public static boolean isIntact(Path directory, String name) {
    try {
      FrameArchive.verify(new DirectoryBlobReader(directory), name);
      return true;
    } catch (EchoMotionException | UncheckedIOException e) {
      return false;
    }
  }
}
