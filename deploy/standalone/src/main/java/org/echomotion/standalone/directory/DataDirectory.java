package org.echomotion.standalone.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.echomotion.audit.AuditAnchors;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.PlatformError;

/**
 * The directory with all data that EchoMotion keeps on one machine. Only one process can lock it at
 * a time. The operating system releases the lock when this process ends, even if it is killed.
 */
public final class DataDirectory implements AutoCloseable {

  static final String LOCK = "lock";
  private static final String PROGRAMS = "postgresql-programs";
  private static final int SECRET_BYTES = 32;
  private static final Pattern SECRET = Pattern.compile("[0-9a-f]{" + 2 * SECRET_BYTES + "}");

  /** The password of PostgreSQL's superuser. */
  public static final String STUDY_STORE_PASSWORD = "postgresql";

  /** The key that pseudonyms of study keys are made with. */
  public static final String STUDY_KEYS = "study-keys";

  private static final String STUDY_STORE = "postgresql";
  private static final String BROKER = "kafka";
  static final String SECRETS = "secrets";
  private static final String BLOBS = "blobs";

  /** What shows that a folder is EchoMotion's. A backup may lack the lock, which may be empty. */
  static final Set<String> OWN = Set.of(LOCK, PROGRAMS, STUDY_STORE, BROKER, SECRETS, BLOBS);

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
   *     DATA_DIRECTORY_UNUSABLE if it cannot be created or written, DATA_DIRECTORY_NAME if
   *     PostgreSQL or Kafka cannot use its path, DATA_DIRECTORY_OF_ANOTHER_USER if another user
   *     owns it, DATA_DIRECTORY_OF_ANOTHER_PROGRAM if it contains files but none of EchoMotion's,
   *     DATA_DIRECTORY_OPEN if other users can write to it, or if they can open it and it is not
   *     known as EchoMotion's, DISK_FULL if there is no room for the next writes
   */
  public static DataDirectory hold(Path root, String purpose) {
    Path absolute = root.toAbsolutePath().normalize();
    DirectoryAccess.refuseUnusableName(absolute);
    try {
      if (!Files.isDirectory(absolute)) {
        Files.createDirectories(
            absolute, PosixFilePermissions.asFileAttribute(DirectoryAccess.OWNER_ONLY));
      }
      DirectoryAccess.refuseStrangers(absolute);
      DirectoryAccess.refuseFullDisk(absolute);
      DirectoryAccess.closeToOthers(absolute);
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
      throw unusable(e, absolute);
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

  /** Returns the error of a directory that cannot be read or written, with the cause in words. */
  static EchoMotionException unusable(IOException e, Path root) {
    return new EchoMotionException(e, PlatformError.DATA_DIRECTORY_UNUSABLE, root, words(e));
  }

  private static String words(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return "permission denied: " + denied.getFile();
    }
    if (e instanceof FileAlreadyExistsException file) {
      return file.getFile() + " is a file";
    }
    return e instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
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
   * @throws EchoMotionException SECRET_DAMAGED if the file does not contain one
   */
  public String secret(String name) {
    Path file = made(SECRETS).resolve(name);
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        replace(file, HexFormat.of().formatHex(random));
      }
      if (!isSecret(file)) {
        throw new EchoMotionException(PlatformError.SECRET_DAMAGED, file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw unusable(e, root);
    }
  }

  /** Returns whether a file contains a secret of this class. */
  static boolean isSecret(Path file) {
    try {
      return SECRET.matcher(Files.readString(file, StandardCharsets.ISO_8859_1).strip()).matches();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Creates the secrets that stored data depends on, before there is data.
   *
   * @throws EchoMotionException SECRET_MISSING if there is data, and one of them is missing: a new
   *     one would not fit the data
   */
  public void createSecretsOfData() {
    List<String> names = List.of(STUDY_KEYS, STUDY_STORE_PASSWORD);
    List<String> missing = names.stream().filter(n -> !Files.exists(secretFile(n))).toList();
    // Version 0.1.0 had no secrets, but this file.
    boolean ofFirstVersion =
        missing.equals(names) && Files.exists(studyStore().resolve(StudyStoreFolder.MARK));
    if (!missing.isEmpty() && !ofFirstVersion && Files.exists(studyStore())) {
      throw new EchoMotionException(
          PlatformError.SECRET_MISSING, secretFile(missing.get(0)), studyStore());
    }
    names.forEach(this::secret);
  }

  /** Writes a file for its owner only. After a crash it has the old or the new content. */
  public static void replace(Path file, String content) throws IOException {
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
   *
   * @throws EchoMotionException SECRET_MISSING if there is a published key without a signing key
   */
  public String auditSigningKey() {
    Path signing = secretFile("audit-signing-key");
    Path checking = secretFile("audit-checking-key");
    Path published = root.resolve("audit-key.pub");
    try {
      if (!Files.exists(signing)) {
        if (Files.exists(published)) {
          // The anchors of a new key would not match the published one.
          throw new EchoMotionException(PlatformError.SECRET_MISSING, signing, published);
        }
        made(SECRETS);
        AuditAnchors.Keys keys = AuditAnchors.newKeys();
        replace(checking, keys.checking());
        replace(signing, keys.signing());
      }
      if (!Files.exists(published)) {
        Files.copy(checking, published);
      }
      return Files.readString(signing);
    } catch (IOException e) {
      throw unusable(e, root);
    }
  }

  /** Returns the file of a secret. */
  public Path secretFile(String name) {
    return root.resolve(SECRETS).resolve(name);
  }

  /** Returns PostgreSQL's data directory. */
  public Path studyStore() {
    return root.resolve(STUDY_STORE);
  }

  /** Returns Kafka's data directory. */
  public Path broker() {
    return root.resolve(BROKER);
  }

  /** Returns the directory of frames and artefacts, which has one directory per service. */
  public Path blobs() {
    return made(BLOBS);
  }

  /** Returns whether frames or artefacts are stored. */
  boolean hasBlobs() throws IOException {
    Path blobs = root.resolve(BLOBS);
    if (!Files.isDirectory(blobs)) {
      return false;
    }
    try (Stream<Path> all = Files.walk(blobs)) {
      return all.anyMatch(Files::isRegularFile);
    }
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
  public void noteProcesses(String group, List<String> lines) {
    try {
      Files.write(notes(group), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> notedProcesses(String group) {
    try {
      Path file = notes(group);
      // Every byte is a character of this encoding, so damage gives lines that match no process.
      return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path notes(String group) {
    return root.resolve(group);
  }

  /** Returns a folder in this directory, for its owner only. It is created if missing. */
  public Path made(String name) {
    try {
      Path directory = Files.createDirectories(root.resolve(name));
      Files.setPosixFilePermissions(directory, DirectoryAccess.OWNER_ONLY);
      return directory;
    } catch (IOException e) {
      throw unusable(e, root);
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
