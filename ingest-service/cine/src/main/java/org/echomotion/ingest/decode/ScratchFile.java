package org.echomotion.ingest.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A temporary file, empty at first. Closing deletes it. After a crash it remains; in its folder of
 * uploads, ingest-service later deletes all files that end in {@code .part}.
 */
public final class ScratchFile implements AutoCloseable {

  private final Path path;

  private ScratchFile(Path path) {
    this.path = path;
  }

  /**
   * Creates a file in the folder of another file; if that folder cannot be written, in the system's
   * folder for temporary files.
   *
   * @throws IOException if neither folder can be written
   */
  public static ScratchFile beside(Path original) throws IOException {
    Path folder = original.toAbsolutePath().resolveSibling("");
    return new ScratchFile(
        Files.isWritable(folder)
            ? Files.createTempFile(folder, ".echomotion-", ".part")
            : Files.createTempFile("echomotion-", ".part"));
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
