package org.echomotion.standalone.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.PlatformError;

/**
 * PostgreSQL's data folder. It is made under another name and then renamed, so a folder with this
 * name is complete, and is never deleted.
 */
public final class StudyStoreFolder {

  /** Version 0.1.0 deletes a data folder without this file. */
  static final String MARK = "echomotion-complete";

  private static final List<String> NEEDED =
      List.of(
          "PG_VERSION",
          "postgresql.conf",
          "pg_hba.conf",
          "global/pg_control",
          "base",
          "pg_wal",
          "pg_xact",
          "pg_multixact");

  /** Folders that are empty after a shutdown. A backup may lack them. */
  private static final List<String> EMPTY =
      List.of(
          "pg_commit_ts",
          "pg_dynshmem",
          "pg_logical/mappings",
          "pg_logical/snapshots",
          "pg_notify",
          "pg_replslot",
          "pg_serial",
          "pg_snapshots",
          "pg_stat",
          "pg_stat_tmp",
          "pg_subtrans",
          "pg_tblspc",
          "pg_twophase",
          "pg_wal/archive_status",
          "pg_wal/summaries");

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final DataDirectory directory;
  private final Path path;

  public StudyStoreFolder(DataDirectory directory) {
    this.directory = directory;
    this.path = directory.studyStore();
  }

  /**
   * Returns the folder to make the data in if there is none yet; it does not exist.
   *
   * @throws EchoMotionException STUDY_STORE_MISSING if there are blobs of studies
   */
  public Path unfinished() throws IOException {
    if (directory.hasBlobs()) {
      throw new EchoMotionException(
          PlatformError.STUDY_STORE_MISSING, path, directory.root().resolve("blobs"));
    }
    Path unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
    // Only an earlier first start can have left it: data that was used has the other name.
    Leftovers.endPostmaster(unfinished);
    Leftovers.delete(unfinished);
    return unfinished;
  }

  /** Gives a finished folder its name. */
  public void finish(Path unfinished) throws IOException {
    Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Returns whether there is data. */
  public boolean exists() throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> content = Files.list(path)) {
      return content.findAny().isPresent();
    }
  }

  /**
   * Checks that the folder can be a database, and adds what a backup may lack.
   *
   * @throws EchoMotionException STUDY_STORE_INCOMPLETE
   */
  public void complete() throws IOException {
    List<String> missing = missing(path);
    if (!missing.isEmpty()) {
      throw new EchoMotionException(
          PlatformError.STUDY_STORE_INCOMPLETE, path, String.join(", ", missing));
    }
    addEmptyFolders(path);
    if (!Files.exists(path.resolve(MARK))) {
      DataDirectory.replace(
          path.resolve(MARK), "Version 0.1.0 of EchoMotion deletes a folder without this file.\n");
    }
  }

  /** Returns what a data folder lacks to be a database. */
  static List<String> missing(Path data) {
    return NEEDED.stream().filter(name -> !Files.exists(data.resolve(name))).toList();
  }

  public static void addEmptyFolders(Path data) throws IOException {
    for (String name : EMPTY) {
      Path folder = data.resolve(name);
      if (!Files.exists(folder)) {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      }
    }
  }
}
