package org.echomotion.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small file system in place of a folder, until it is closed. A test fills it while the program
 * runs. Linux lets only root mount one, so such a test is skipped for other users.
 */
public final class SmallDisk implements AutoCloseable {

  private static final int BLOCK = 4096;

  private final Path folder;
  private final Path filler;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.filler = folder.resolve("filler");
  }

  /**
   * Mounts an empty file system. Files in the folder cannot be seen until it is closed. Skips the
   * test if that is not possible.
   *
   * @param folder an existing folder
   * @param bytes size of the file system
   */
  public static SmallDisk at(Path folder, long bytes) throws IOException {
    String refusal = run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", folder.toString());
    assumeTrue(refusal.isEmpty(), () -> "no file system can be mounted here: " + refusal);
    return new SmallDisk(folder);
  }

  /** Leaves this much room, rounded down to blocks of 4096 bytes. */
  public void leaveRoom(long bytes) throws IOException {
    free();
    long used = folder.toFile().getUsableSpace() - bytes;
    if (used < 0) {
      throw new IllegalArgumentException("the disk has only " + folder.toFile().getUsableSpace());
    }
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(filler)) {
      for (long written = 0; written < used; written += BLOCK) {
        out.write(block);
      }
    }
  }

  /** Frees all space that {@link #leaveRoom} took. */
  public void free() throws IOException {
    Files.deleteIfExists(filler);
  }

  /** Whether a file is the one that takes the space. */
  public boolean isFiller(Path file) {
    return file.equals(filler);
  }

  /** Unmounts the file system. */
  @Override
  public void close() throws IOException {
    String refusal = run("umount", "--lazy", folder.toString());
    if (!refusal.isEmpty()) {
      throw new IOException(refusal);
    }
  }

  /** Returns what a command says if it fails; empty if it succeeds. */
  private static String run(String... command) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return command[0] + " cannot be run";
    }
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return process.onExit().join().exitValue() == 0
        ? ""
        : said + " (exit code " + process.exitValue() + ")";
  }
}
