package org.echomotion.standalone.directory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.echomotion.standalone.Service;

/** A data directory as it is, for checks. Nothing here changes a file. */
public record DataFolder(Path root) {

  private static final Pattern HOLDER = Pattern.compile("process ([0-9]{1,18}) \\(.*\\)");
  private static final Pattern SERVER = Pattern.compile("--server [^ )]*?127\\.0\\.0\\.1:([0-9]+)");
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  /** A running process that uses the directory, as it describes itself. */
  public record Holder(String description, Optional<Integer> port) {}

  /** Returns the process that uses the directory now. */
  public Optional<Holder> holder() throws IOException {
    Path lock = root.resolve(DataDirectory.LOCK);
    if (!Files.exists(lock)) {
      return Optional.empty();
    }
    String text = new String(Files.readAllBytes(lock), StandardCharsets.UTF_8).strip();
    Matcher holder = HOLDER.matcher(text);
    if (!holder.matches() || ProcessHandle.of(Long.parseLong(holder.group(1))).isEmpty()) {
      return Optional.empty();
    }
    Matcher server = SERVER.matcher(text);
    return Optional.of(
        new Holder(
            text,
            server.find() ? Optional.of(Integer.parseInt(server.group(1))) : Optional.empty()));
  }

  /** Returns files of a folder that is not EchoMotion's; none if it is. */
  public List<String> strangers() throws IOException {
    return DirectoryAccess.strangers(root);
  }

  /** Returns whether the current user owns the directory. */
  public boolean isOwn() throws IOException {
    return Files.getOwner(root).equals(Files.getOwner(Path.of("/proc/self")));
  }

  /** Returns the files and folders that other users can use: the directory itself, its secrets. */
  public List<Path> open() throws IOException {
    try (Stream<Path> secrets =
        Files.isDirectory(secrets()) ? Files.list(secrets()) : Stream.of()) {
      return Stream.concat(Stream.of(root), secrets).filter(DataFolder::isOpen).sorted().toList();
    }
  }

  private static boolean isOpen(Path path) {
    try {
      return !OWNER.containsAll(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the secrets that stored data depends on and that are missing or damaged. */
  public List<Path> unusableSecrets() throws IOException {
    if (!Files.isDirectory(studyStore())) {
      return List.of();
    }
    Stream<String> needed = Stream.of(DataDirectory.STUDY_KEYS, DataDirectory.STUDY_STORE_PASSWORD);
    return needed.map(secrets()::resolve).filter(file -> !DataDirectory.isSecret(file)).toList();
  }

  /** Returns the room on its disk. */
  public long freeBytes() throws IOException {
    return Files.getFileStore(root).getUsableSpace();
  }

  /** Returns the least room that a start needs. */
  public static long leastFreeBytes() {
    return DirectoryAccess.LEAST_FREE_BYTES;
  }

  public Path secret(String name) {
    return secrets().resolve(name);
  }

  private Path secrets() {
    return root.resolve(DataDirectory.SECRETS);
  }

  /** Returns the folder of PostgreSQL. */
  public Path studyStore() {
    return root.resolve("postgresql");
  }

  /** Returns the folder of Kafka. */
  public Path broker() {
    return root.resolve("kafka");
  }

  /** Returns the blobs of a service. */
  public Path blobs(Service service) {
    return root.resolve("blobs").resolve(service.id());
  }

  /** Returns what PostgreSQL's folder lacks; empty if it is complete. */
  public List<String> missingFromStudyStore() {
    return StudyStoreFolder.missing(studyStore());
  }
}
