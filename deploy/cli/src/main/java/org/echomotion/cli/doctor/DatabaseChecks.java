package org.echomotion.cli.doctor;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.standalone.database.StudyStoreView;

/** The study store: its version, its files, its tables and the references between them. */
final class DatabaseChecks {

  private static final String DATABASE = "Database";
  private static final String RESTORE =
      "Stop EchoMotion and restore the whole data directory from a backup.";

  private DatabaseChecks() {}

  static List<Finding> of(StudyStoreView store) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    findings.add(ofVersion(store));
    List<String> missing = store.missingFiles();
    if (!missing.isEmpty()) {
      findings.add(
          Finding.problem(
              DATABASE, "Files of tables are missing: " + FolderChecks.some(missing), RESTORE));
      return findings;
    }
    List<String> unreadable = store.unreadableTables();
    if (!unreadable.isEmpty()) {
      findings.add(
          Finding.problem(
              DATABASE, "Tables cannot be read: " + FolderChecks.some(unreadable), RESTORE));
      return findings;
    }
    List<String> broken = store.brokenReferences();
    findings.add(
        broken.isEmpty()
            ? Finding.ok(DATABASE, "Every row can be read, and every reference leads to a row")
            : Finding.problem(
                DATABASE, "References lead nowhere: " + FolderChecks.some(broken), RESTORE));
    return findings;
  }

  private static Finding ofVersion(StudyStoreView store) {
    String found =
        (store.isCopy() ? "It starts (checked on a copy)" : "It runs")
            + ", schema "
            + store.schema();
    Optional<String> known = store.knownIfNewer();
    if (known.isPresent()) {
      return Finding.problem(
          DATABASE,
          found + " of a newer EchoMotion; this program knows " + known.get(),
          "Start the newer program, or restore a backup from before the update.");
    }
    return store.isCurrent()
        ? Finding.ok(DATABASE, found)
        : Finding.warning(
            DATABASE,
            found + " of an older EchoMotion",
            "The next start updates it. Make a backup before. Frames and reports were not checked.");
  }
}
