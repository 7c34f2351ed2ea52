package org.echomotion.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.echomotion.cli.doctor.Finding.Status;
import org.echomotion.cli.endtoend.Launcher;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.database.EmbeddedStudyStore;
import org.echomotion.standalone.directory.DataDirectory;
import org.echomotion.standalone.directory.DataFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The doctor on the data of one analysed cine, whole and with each fault planted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class DoctorIT {

  @TempDir static Path temporary;

  private Path whole;
  private Path data;

  @BeforeAll
  void analyse() throws Exception {
    whole = temporary.resolve("whole");
    Process analysis =
        Launcher.echomotion(
                "analyze",
                Launcher.SAMPLE.toString(),
                "--data=" + whole,
                "--out=" + temporary.resolve("report"))
            .inheritIO()
            .start();
    assertEquals(0, analysis.waitFor());
  }

  @BeforeEach
  void copy() throws Exception {
    data = Files.createTempDirectory(temporary, "copy").resolve("data");
    Process copy = new ProcessBuilder("cp", "-a", whole.toString(), data.toString()).start();
    assertEquals(0, copy.waitFor());
  }

  private List<Finding> findings() {
    return new Examination(new DataFolder(data), LoopbackPorts.anyFree())
        .findings().stream().filter(finding -> !finding.check().equals("Memory")).toList();
  }

  /** Runs the doctor. It finds exactly what is expected, and says what to do about each. */
  private void finds(Finding... expected) {
    List<Finding> bad =
        findings().stream().filter(finding -> finding.status() != Status.OK).toList();
    assertEquals(expected.length, bad.size(), bad::toString);
    for (Finding each : expected) {
      assertTrue(
          bad.stream()
              .anyMatch(
                  finding ->
                      finding.check().equals(each.check())
                          && finding.status() == each.status()
                          && finding.found().contains(each.found())
                          && !finding.advice().isEmpty()),
          () -> each + " in " + bad);
    }
  }

  private static Finding problem(String check, String found) {
    return Finding.problem(check, found, "");
  }

  @Test
  void findsNothingInHealthyDataAndChangesNothing() throws Exception {
    Map<String, String> before = state();
    List<Finding> findings = findings();
    assertTrue(
        findings.stream().allMatch(finding -> finding.status() == Status.OK), findings::toString);
    assertTrue(
        findings.contains(Finding.ok("Frames", "2 files of 1 clips are intact")),
        findings::toString);
    assertTrue(findings.contains(Finding.ok("Reports", "5 files are intact")), findings::toString);
    assertEquals(before, state());

    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(new DoctorCommand()).setOut(new PrintWriter(out, true));
    int port = LoopbackPorts.anyFree();
    assertEquals(0, command.execute("--json", "--data=" + data, "--port=" + port));
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertEquals(0, json.get("problems").asInt());
    assertEquals("ok", json.get("checks").get(0).get("status").asText());
    assertEquals(before, state());
  }

  @Test
  void printsATableAndExitsWithOneForAProblem() throws Exception {
    Files.delete(blob("ingest", ".working"));
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(new DoctorCommand()).setOut(new PrintWriter(out, true));
    assertEquals(
        1, command.execute("--data=" + data, "--port=" + LoopbackPorts.anyFree()), out::toString);
    assertTrue(
        out.toString().contains("  PROBLEM  Frames        1 of 2 files are damaged or missing:"),
        out::toString);
    assertTrue(out.toString().contains("1 problem, "), out::toString);
    assertTrue(out.toString().lines().allMatch(line -> line.length() <= 100), out::toString);
  }

  @Test
  void findsDamagedFilesAndEvents() throws Exception {
    Path frames = blob("ingest", ".working");
    Files.copy(frames, frames.resolveSibling("00000000-0000-4000-8000-000000000000.working"));
    flip(blob("ingest", ".display"), 100);
    flip(blob("xai", "curve.png"), 50);
    Files.delete(blob("xai", "report.html"));
    Path log = data.resolve("kafka/clip.ingested-0/00000000000000000000.log");
    flip(log, (int) Files.size(log) - 1);
    finds(
        problem("Frames", ".display"),
        Finding.warning("Frames", "1 files belong to no clip", ""),
        problem("Reports", "2 of 5 files"),
        Finding.warning("Kafka", "clip.ingested-0", ""));
    // An older log file than the newest one of a topic is never being written.
    Files.createFile(log.resolveSibling("00000000000000000001.log"));
    assertEquals(Status.PROBLEM, FolderChecks.ofBroker(new DataFolder(data)).get(0).status());
  }

  @Test
  void findsAKafkaWithoutIdentity() throws Exception {
    Files.delete(data.resolve("kafka/meta.properties"));
    assertEquals(Status.PROBLEM, FolderChecks.ofBroker(new DataFolder(data)).get(0).status());
  }

  @Test
  void findsALostDatabase() throws Exception {
    Files.move(data.resolve("postgresql"), temporary.resolve("lost"));
    finds(problem("Database", "is missing, but there are frames"));
  }

  @Test
  void findsAnIncompleteDatabase() throws Exception {
    Files.delete(data.resolve("postgresql/global/pg_control"));
    finds(problem("Database", "global/pg_control"));
  }

  @Test
  void findsADatabaseThatDoesNotStart() throws Exception {
    flip(data.resolve("postgresql/global/pg_control"), 40);
    finds(problem("Database", "checksum"));
  }

  @Test
  void findsMissingAndDamagedTables() throws Exception {
    Path clips = data.resolve("postgresql").resolve(fileOf("ingest.clip"));
    flip(clips, 8000);
    finds(problem("Database", "ingest.clip: ERROR: invalid page"));
    Files.delete(clips);
    finds(problem("Database", "Files of tables are missing"));
  }

  @Test
  void findsReferencesThatLeadNowhereAndTheSchemaOfANewerProgram() throws Exception {
    change(
        "set session_replication_role = replica; delete from ingest.clip;"
            + " insert into flyway_schema_history select 999, '999', 'future', 'SQL',"
            + " 'V999__f.sql', 1, 'postgres', now(), 1, true");
    finds(
        problem("Database", "without ingest.clip"),
        problem("Database", "schema 999 of a newer EchoMotion"));
  }

  @Test
  void findsSecretsThatAreMissingOrOpen() throws Exception {
    Files.delete(data.resolve("secrets/study-keys"));
    Files.setPosixFilePermissions(
        data.resolve("secrets/kafka"), PosixFilePermissions.fromString("rw-r--r--"));
    finds(
        problem("Secrets", "study-keys"),
        problem("Data folder", "Other users of this machine can use"));
  }

  private Path blob(String service, String end) throws IOException {
    try (Stream<Path> all = Files.walk(data.resolve("blobs").resolve(service))) {
      return all.filter(file -> file.toString().endsWith(end)).findFirst().orElseThrow();
    }
  }

  private static void flip(Path file, int position) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[position] ^= 1;
    Files.write(file, bytes);
  }

  private void change(String sql) throws SQLException {
    try (DataDirectory directory = DataDirectory.hold(data, "test");
        EmbeddedStudyStore store = EmbeddedStudyStore.start(directory);
        Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String fileOf(String table) throws SQLException {
    try (DataDirectory directory = DataDirectory.hold(data, "test");
        EmbeddedStudyStore store = EmbeddedStudyStore.start(directory);
        Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement();
        var answer =
            statement.executeQuery("select pg_relation_filepath('" + table + "'::regclass)")) {
      answer.next();
      return answer.getString(1);
    }
  }

  /** Every file and folder with its time, size and permissions. */
  private Map<String, String> state() throws IOException {
    Map<String, String> state = new TreeMap<>();
    try (Stream<Path> all = Files.walk(data)) {
      all.forEach(
          path -> {
            try {
              state.put(
                  data.relativize(path).toString(),
                  Files.readAttributes(path, "posix:lastModifiedTime,size,permissions").toString());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    return state;
  }
}
