package org.echomotion.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.echomotion.standalone.broker.BrokerFolder;
import org.echomotion.standalone.directory.DataFolder;

/** The data directory itself, its secrets, its disk and Kafka's folder. */
final class FolderChecks {

  private static final String FOLDER = "Data folder";
  private static final String SECRETS = "Secrets";
  private static final String KAFKA = "Kafka";
  private static final String RESTORE =
      "Stop EchoMotion and restore the whole data directory from a backup.";

  /** A study of two cines takes about 20 MB. */
  private static final long COMFORTABLE_BYTES = 1L << 30;

  private FolderChecks() {}

  static List<Finding> of(DataFolder data) throws IOException {
    if (!Files.exists(data.root())) {
      return List.of(
          Finding.warning(
              FOLDER, "It does not exist", "'echomotion up' creates it. Or name it with --data."));
    }
    if (!Files.isDirectory(data.root())) {
      return List.of(
          Finding.problem(FOLDER, "It is not a folder", "Name another one with --data."));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(ofFolder(data));
    findings.add(ofDisk(data.freeBytes()));
    findings.add(ofSecrets(data));
    return findings;
  }

  private static Finding ofFolder(DataFolder data) throws IOException {
    List<String> strangers = data.strangers();
    if (!strangers.isEmpty()) {
      return Finding.problem(
          FOLDER,
          "It contains files, but none of EchoMotion's: " + some(strangers),
          "Choose a new or empty folder with --data.");
    }
    if (!data.isOwn()) {
      return Finding.problem(
          FOLDER,
          "It belongs to the user " + Files.getOwner(data.root()).getName(),
          "Run EchoMotion as that user, or choose a folder of your own with --data.");
    }
    if (!Files.isWritable(data.root())) {
      return Finding.problem(
          FOLDER,
          "It cannot be written",
          "Make it and its disk writable, or choose another folder.");
    }
    List<Path> open = data.open();
    return open.isEmpty()
        ? Finding.ok(FOLDER, "It belongs to you, and only you can use it")
        : Finding.problem(
            FOLDER,
            "Other users of this machine can use " + some(open),
            "Run: chmod -R go= " + data.root());
  }

  static Finding ofDisk(long freeBytes) {
    String found = "%,d MB are free".formatted(freeBytes >> 20);
    if (freeBytes < DataFolder.leastFreeBytes()) {
      return Finding.problem("Disk", found, "Free some disk space. EchoMotion does not start.");
    }
    return freeBytes < COMFORTABLE_BYTES
        ? Finding.warning("Disk", found, "Free some disk space soon.")
        : Finding.ok("Disk", found);
  }

  private static Finding ofSecrets(DataFolder data) throws IOException {
    List<Path> unusable = data.unusableSecrets();
    return unusable.isEmpty()
        ? Finding.ok(SECRETS, "All that stored data depends on are there")
        : Finding.problem(SECRETS, "Missing or damaged: " + some(unusable), RESTORE);
  }

  static List<Finding> ofBroker(DataFolder data) throws IOException {
    Path folder = data.broker();
    if (!Files.isDirectory(folder)) {
      return List.of(
          Files.isDirectory(data.studyStore())
              ? Finding.warning(
                  KAFKA,
                  "Its folder is missing",
                  "The next start makes an empty one. Clips in progress must be uploaded again.")
              : Finding.ok(KAFKA, "There is no data yet"));
    }
    if (!BrokerFolder.isComplete(folder)) {
      return List.of(Finding.problem(KAFKA, folder + " lacks meta.properties", RESTORE));
    }
    BrokerFolder.Log log = BrokerFolder.read(folder);
    if (!log.damaged().isEmpty()) {
      return List.of(Finding.problem(KAFKA, "Damaged log files: " + some(log.damaged()), RESTORE));
    }
    if (!log.unfinished().isEmpty() && data.holder().isEmpty()) {
      return List.of(
          Finding.warning(
              KAFKA,
              "The end of log files is damaged or not finished: " + some(log.unfinished()),
              "After a power failure this is usual: the next start removes the end. Upload clips"
                  + " again that stay in progress."));
    }
    return List.of(Finding.ok(KAFKA, log.files() + " log files are intact"));
  }

  static Finding ofMissingDatabase(DataFolder data) throws IOException {
    Path blobs = data.root().resolve("blobs");
    if (Files.isDirectory(blobs)) {
      try (Stream<Path> all = Files.walk(blobs)) {
        if (all.anyMatch(Files::isRegularFile)) {
          return Finding.problem(
              "Database", data.studyStore() + " is missing, but there are frames", RESTORE);
        }
      }
    }
    return Finding.ok("Database", "There is no data yet");
  }

  /** Returns at most three names, and the number of others. */
  static String some(List<?> names) {
    String first = names.stream().limit(3).map(Object::toString).collect(Collectors.joining(", "));
    return names.size() <= 3 ? first : first + " and " + (names.size() - 3) + " more";
  }
}
