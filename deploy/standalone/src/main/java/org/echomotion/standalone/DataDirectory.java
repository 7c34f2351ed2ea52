package org.echomotion.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.echomotion.error.EchoMotionException;

/**
 * The directory that holds all that EchoMotion keeps on one machine. One process holds it at a
 * time: the operating system lets go of the lock when that process ends, however it ends.
 */
public final class DataDirectory implements AutoCloseable {

  private final Path root;
  private final FileChannel lockFile;
  private final FileLock lock;

  private DataDirectory(Path root, FileChannel lockFile, FileLock lock) {
    this.root = root;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** {@code ~/.echomotion}. */
  public static Path defaultPath() {
    return Path.of(System.getProperty("user.home"), ".echomotion");
  }

  /**
   * Makes the directory where it is absent, readable by its owner only, and holds it.
   *
   * @param root the directory
   * @param purpose what the holder does, for the message that a second process gets; for example
   *     {@code echomotion up}
   * @throws EchoMotionException DATA_DIRECTORY_IN_USE where another process holds it,
   *     DATA_DIRECTORY_UNUSABLE where it cannot be made or written
   */
  public static DataDirectory hold(Path root, String purpose) {
    Path absolute = root.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(absolute)) {
        Files.createDirectories(
            absolute,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      FileChannel file =
          FileChannel.open(
              absolute.resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = tryLock(file);
      if (lock == null) {
        String holder = read(file).strip();
        file.close();
        throw new EchoMotionException(
            PlatformError.DATA_DIRECTORY_IN_USE,
            absolute,
            holder.isEmpty() ? "another process" : holder);
      }
      DataDirectory held = new DataDirectory(absolute, file, lock);
      held.describeHolder(purpose);
      return held;
    } catch (IOException e) {
      throw new EchoMotionException(
          e, PlatformError.DATA_DIRECTORY_UNUSABLE, absolute, e.getClass().getSimpleName());
    }
  }

  private static FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String read(FileChannel file) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(1024);
    file.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
  }

  /**
   * Says in the lock file what the holder is doing.
   *
   * @param purpose for example {@code echomotion up on http://127.0.0.1:8080}
   */
  public void describeHolder(String purpose) {
    String text = "process " + ProcessHandle.current().pid() + " (" + purpose + ")";
    try {
      lockFile.truncate(0);
      lockFile.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path root() {
    return root;
  }

  /**
   * Where PostgreSQL's programs are unpacked: in this directory, where no other user could swap
   * them, unless the system property {@code echomotion.programs} names another one to share.
   */
  public Path studyStorePrograms() {
    String shared = System.getProperty("echomotion.programs");
    return shared == null ? made("postgresql-programs") : Path.of(shared);
  }

  /** PostgreSQL's data. */
  public Path studyStore() {
    return root.resolve("postgresql");
  }

  /** Kafka's data. */
  public Path broker() {
    return root.resolve("kafka");
  }

  /** Frames and artefacts: one directory per service in it. */
  public Path blobs() {
    return made("blobs");
  }

  /** The file that one process, or the part of five that is not a service, logs to. */
  public Path log() {
    return logOf("echomotion");
  }

  /** The file that one program logs to. */
  public Path logOf(String program) {
    return made("logs").resolve(program + ".log");
  }

  /** Notes which processes were started, so that a later start can end what outlived a kill. */
  void noteProcesses(List<String> lines) {
    try {
      Files.write(root.resolve("processes"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> notedProcesses() {
    try {
      Path file = root.resolve("processes");
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path made(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new EchoMotionException(
          e, PlatformError.DATA_DIRECTORY_UNUSABLE, root, e.getClass().getSimpleName());
    }
  }

  /** Lets go of the directory; what is in it stays. */
  @Override
  public void close() {
    try {
      lockFile.truncate(0);
      lock.release();
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
