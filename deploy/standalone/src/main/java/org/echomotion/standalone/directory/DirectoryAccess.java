package org.echomotion.standalone.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.PlatformError;

/**
 * Decides whether a directory may become or stay a data directory: its name, its owner, who else
 * can open it, what is in it, and the free space. Changes at most its permissions.
 */
final class DirectoryAccess {

  static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

  private static final Pattern UNUSABLE = Pattern.compile("[,$`\"\\\\\\n\\r]");

  /** The room for a segment of PostgreSQL's log and of each topic that is written to. */
  static final long LEAST_FREE_BYTES = 64L << 20;

  private DirectoryAccess() {}

  /**
   * Refuses what PostgreSQL's start passes through a shell, and the comma, which separates
   * directories in Kafka's settings.
   */
  static void refuseUnusableName(Path root) {
    Matcher unusable = UNUSABLE.matcher(root.toString());
    if (unusable.find()) {
      String found = unusable.group();
      throw new EchoMotionException(
          PlatformError.DATA_DIRECTORY_NAME, root, found.isBlank() ? "a line break" : found);
    }
  }

  /** Refuses a folder that EchoMotion did not make: its files could have the same names. */
  static void refuseStrangers(Path root) throws IOException {
    List<String> strange = strangers(root);
    if (!strange.isEmpty()) {
      String some = String.join(", ", strange.subList(0, Math.min(3, strange.size())));
      throw new EchoMotionException(
          PlatformError.DATA_DIRECTORY_OF_ANOTHER_PROGRAM,
          root,
          strange.size() > 3 ? some + ", ..." : some);
    }
  }

  /** Returns the files of a folder that is not EchoMotion's; none if it is, or if it is empty. */
  static List<String> strangers(Path root) throws IOException {
    try (Stream<Path> content = Files.list(root)) {
      List<String> names = content.map(path -> path.getFileName().toString()).sorted().toList();
      return names.stream().anyMatch(DataDirectory.OWN::contains)
          ? List.of()
          : names.stream().filter(name -> !name.equals("lost+found")).toList();
    }
  }

  static void refuseFullDisk(Path root) throws IOException {
    long free = Files.getFileStore(root).getUsableSpace();
    if (free < LEAST_FREE_BYTES) {
      throw new EchoMotionException(
          PlatformError.DISK_FULL, root, free >> 20, LEAST_FREE_BYTES >> 20);
    }
  }

  /** Makes the directory accessible to its owner only, if it is EchoMotion's own. */
  static void closeToOthers(Path root) throws IOException {
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
    if (writable || !(Files.exists(root.resolve(DataDirectory.LOCK)) || isEmpty(root))) {
      throw new EchoMotionException(PlatformError.DATA_DIRECTORY_OPEN, root);
    }
    Files.setPosixFilePermissions(root, OWNER_ONLY);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.findAny().isEmpty();
    }
  }
}
