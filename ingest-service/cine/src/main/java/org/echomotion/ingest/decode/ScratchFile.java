package org.echomotion.ingest.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A temporary file beside the file that it is made from: what protects that file from other readers
 * protects it too, and what sweeps up uploads after a crash removes it too. Closing deletes it.
 *
 * @param path the file, empty at first
 */
public record ScratchFile(Path path) implements AutoCloseable {

  /**
   * Creates a file; if the folder of {@code original} cannot be written, in the folder for
   * temporary files.
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

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
