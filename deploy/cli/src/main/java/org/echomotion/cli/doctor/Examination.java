package org.echomotion.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.echomotion.standalone.database.StudyStoreView;
import org.echomotion.standalone.directory.DataFolder;

/** All checks, from the machine to the stored data. A check that needs another one comes later. */
final class Examination {

  private static final String DATABASE = "Database";
  private static final String RESTORE =
      "Stop EchoMotion and restore the whole data directory from a backup.";

  private final DataFolder data;
  private final int port;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param port the port that EchoMotion will use
   */
  Examination(DataFolder data, int port) {
    this.data = data;
    this.port = port;
  }

  private interface Check {
    List<Finding> run() throws IOException, SQLException;
  }

  List<Finding> findings() {
    run("Machine", () -> MachineChecks.of(data, port));
    run("Models", ModelChecks::ofConfigured);
    run("Data folder", () -> FolderChecks.of(data));
    if (Files.isDirectory(data.root())) {
      run("Kafka", () -> FolderChecks.ofBroker(data));
      run(DATABASE, this::ofDatabase);
    }
    return List.copyOf(findings);
  }

  /** A check that cannot be made is a problem, and does not keep the others from running. */
  private void run(String name, Check check) {
    try {
      findings.addAll(check.run());
    } catch (IOException | SQLException | RuntimeException e) {
      findings.add(
          Finding.problem(
              name,
              "It cannot be checked: " + Objects.requireNonNullElse(e.getMessage(), e.toString()),
              "Repair this first, then run the doctor again."));
    }
  }

  private List<Finding> ofDatabase() throws IOException, SQLException {
    if (!Files.isDirectory(data.studyStore())) {
      return List.of(FolderChecks.ofMissingDatabase(data));
    }
    List<String> missing = data.missingFromStudyStore();
    if (!missing.isEmpty()) {
      return List.of(Finding.problem(DATABASE, "It lacks " + String.join(", ", missing), RESTORE));
    }
    try (StudyStoreView store = StudyStoreView.open(data)) {
      List<Finding> found = new ArrayList<>(DatabaseChecks.of(store));
      // The rows of a damaged or older database do not say which files there must be.
      if (store.isCurrent() && found.stream().allMatch(f -> f.status() == Finding.Status.OK)) {
        found.addAll(BlobChecks.ofFrames(data, store.clips()));
        found.addAll(BlobChecks.ofArtefacts(data, store.artefacts()));
      }
      return found;
    } catch (IOException e) {
      return List.of(
          Finding.problem(
              DATABASE,
              "It does not start: " + Objects.requireNonNullElse(e.getMessage(), e.toString()),
              RESTORE));
    }
  }
}
