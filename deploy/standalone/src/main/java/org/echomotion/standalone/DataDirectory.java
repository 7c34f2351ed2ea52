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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.echomotion.audit.AuditAnchors;
import org.echomotion.error.EchoMotionException;

/**
 * The directory with all data that EchoMotion keeps on one machine. Only one process can lock it at
 * a time. The operating system releases the lock when this process ends, even if it is killed.
 */
public final class DataDirectory implements AutoCloseable {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private static final String LOCK = "lock";
  private static final String PROGRAMS = "postgresql-programs";
  private static final int SECRET_BYTES = 32;

  private final Path root;
  private final FileChannel lockFile;
  private final FileLock lock;

  private DataDirectory(Path root, FileChannel lockFile, FileLock lock) {
    this.root = root;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** Returns {@code ~/.echomotion}. */
  public static Path defaultPath() {
    return Path.of(System.getProperty("user.home"), ".echomotion");
  }

  /**
   * Locks the directory for this process. It is created if missing. An existing one is made
   * accessible to its owner only. If other users could have replaced PostgreSQL's programs in it,
   * these are removed, and unpacked again later.
   *
   * @param root the directory
   * @param purpose what this process does, for the error message of a second process; for example
   *     {@code echomotion up}
   * @throws EchoMotionException DATA_DIRECTORY_IN_USE if another process has locked it,
   *     DATA_DIRECTORY_UNUSABLE if it cannot be created or written, DATA_DIRECTORY_OF_ANOTHER_USER
   *     if another user owns it, DATA_DIRECTORY_OPEN if other users can write to it, or if they can
   *     open it and it contains files that are not EchoMotion's
   */
  public static DataDirectory hold(Path root, String purpose) {
    Path absolute = root.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(absolute)) {
        Files.createDirectories(absolute, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      }
      closeToOthers(absolute);
      FileChannel file =
          FileChannel.open(
              absolute.resolve(LOCK),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      Optional<FileLock> lock = tryLock(file);
      if (lock.isEmpty()) {
        String holder = read(file).strip();
        file.close();
        throw new EchoMotionException(
            PlatformError.DATA_DIRECTORY_IN_USE,
            absolute,
            holder.isEmpty() ? "another process" : holder);
      }
      DataDirectory held = new DataDirectory(absolute, file, lock.get());
      held.describeHolder(purpose);
      held.removeDoubtfulPrograms();
      return held;
    } catch (IOException e) {
      throw new EchoMotionException(
          e, PlatformError.DATA_DIRECTORY_UNUSABLE, absolute, e.getClass().getSimpleName());
    }
  }

  /** Makes the directory accessible to its owner only, if it is EchoMotion's own. */
  private static void closeToOthers(Path root) throws IOException {
    UserPrincipal owner = Files.getOwner(root);
    // A new file belongs to the user of this process, whether or not the user has a name.
    Path own = Files.createTempFile(root, "owner", null);
    boolean isOwner = owner.equals(Files.getOwner(own));
    Files.delete(own);
    if (!isOwner) {
      throw new EchoMotionException(
          PlatformError.DATA_DIRECTORY_OF_ANOTHER_USER, root, owner.getName());
    }
    Set<PosixFilePermission> open = EnumSet.copyOf(Files.getPosixFilePermissions(root));
    boolean writable =
        open.contains(PosixFilePermission.GROUP_WRITE)
            || open.contains(PosixFilePermission.OTHERS_WRITE);
    if (OWNER_ONLY.containsAll(open)) {
      return;
    }
    if (writable || !(Files.exists(root.resolve(LOCK)) || isEmpty(root))) {
      throw new EchoMotionException(PlatformError.DATA_DIRECTORY_OPEN, root);
    }
    Files.setPosixFilePermissions(root, OWNER_ONLY);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.findAny().isEmpty();
    }
  }

  /**
   * Removes programs that were unpacked while other users could reach them: unpacking makes them
   * writable for everybody. A file marks this as done, so an interrupted removal is repeated.
   */
  private void removeDoubtfulPrograms() throws IOException {
    Path mark = root.resolve("programs-checked");
    if (!Files.exists(mark)) {
      // A PostgreSQL that still runs is recognised by its program.
      Leftovers.endPostmaster(studyStore());
      Leftovers.delete(root.resolve(PROGRAMS));
      Files.createFile(mark);
    }
  }

  private static Optional<FileLock> tryLock(FileChannel file) throws IOException {
    try {
      return Optional.ofNullable(file.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  private static String read(FileChannel file) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(1024);
    file.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
  }

  /**
   * Writes to the lock file what this process is doing.
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
   * Returns the directory for PostgreSQL's unpacked programs: a folder in this directory, where
   * other users cannot replace them, or the directory that the system property {@code
   * echomotion.programs} names, for several data directories.
   */
  public Path studyStorePrograms() {
    String shared = System.getProperty("echomotion.programs");
    return shared == null ? made(PROGRAMS) : Path.of(shared);
  }

  /**
   * Returns a secret of this directory, for example a password: 64 hex digits, created on first
   * use.
   *
   * @param name its file name
   */
  String secret(String name) {
    Path file = made("secrets").resolve(name);
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        replace(file, HexFormat.of().formatHex(random));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new EchoMotionException(
          e, PlatformError.DATA_DIRECTORY_UNUSABLE, root, e.getClass().getSimpleName());
    }
  }

  /** Writes a file for its owner only. After a crash it has the old or the new content. */
  static void replace(Path file, String content) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(owner))) {
      channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Returns the key that signs anchors of the audit trail. The key that checks the signatures is
   * copied to the file {@code audit-key.pub}. Both are created on first use.
   */
  String auditSigningKey() {
    Path signing = secretFile("audit-signing-key");
    Path checking = secretFile("audit-checking-key");
    Path published = root.resolve("audit-key.pub");
    try {
      if (!Files.exists(signing)) {
        made("secrets");
        AuditAnchors.Keys keys = AuditAnchors.newKeys();
        replace(checking, keys.checking());
        replace(signing, keys.signing());
      }
      if (!Files.exists(published)) {
        Files.copy(checking, published);
      }
      return Files.readString(signing);
    } catch (IOException e) {
      throw new EchoMotionException(
          e, PlatformError.DATA_DIRECTORY_UNUSABLE, root, e.getClass().getSimpleName());
    }
  }

  /** Returns the file of a secret. */
  Path secretFile(String name) {
    return root.resolve("secrets").resolve(name);
  }

  /** Returns PostgreSQL's data directory. */
  public Path studyStore() {
    return root.resolve("postgresql");
  }

  /** Returns Kafka's data directory. */
  public Path broker() {
    return root.resolve("kafka");
  }

  /** Returns the directory of frames and artefacts, which has one directory per service. */
  public Path blobs() {
    return made("blobs");
  }

  /** Returns the log file of this process. With five processes, each service has its own. */
  public Path log() {
    return logOf("echomotion");
  }

  /** Returns the log file of one program. */
  public Path logOf(String program) {
    return made("logs").resolve(program + ".log");
  }

  /**
   * Writes down the started processes, so that a later start can end those that still run after
   * this process was killed.
   *
   * @param group the name of the file: each group of processes has its own
   */
  void noteProcesses(String group, List<String> lines) {
    try {
      Files.write(notes(group), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> notedProcesses(String group) {
    try {
      Path file = notes(group);
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path notes(String group) {
    return root.resolve(group);
  }

  /** Returns a folder in this directory, for its owner only. It is created if missing. */
  Path made(String name) {
    try {
      Path directory = Files.createDirectories(root.resolve(name));
      Files.setPosixFilePermissions(directory, OWNER_ONLY);
      return directory;
    } catch (IOException e) {
      throw new EchoMotionException(
          e, PlatformError.DATA_DIRECTORY_UNUSABLE, root, e.getClass().getSimpleName());
    }
  }

  /** Releases the directory; its content stays. */
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
