package org.echomotion.standalone.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.Service;
import org.echomotion.standalone.certificate.Certificates;
import org.echomotion.standalone.directory.DataDirectory;
import org.echomotion.standalone.platform.StoredData;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStudyStoreTest {

  @TempDir Path temporary;

  @Test
  void writesEveryCommitToDisk() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test");
        EmbeddedStudyStore store = EmbeddedStudyStore.start(directory)) {
      assertEquals("on", StoredData.ask(store, "show fsync"));
      assertEquals("on", StoredData.ask(store, "show synchronous_commit"));
      assertEquals("on", StoredData.ask(store, "show full_page_writes"));
      assertEquals(LoopbackPorts.HOST, StoredData.ask(store, "show listen_addresses"));
      assertEquals("", StoredData.ask(store, "show unix_socket_directories"));
      assertEquals("UTF8", StoredData.ask(store, "show server_encoding"));
    }
  }

  @Test
  void acceptsOnlyTlsIfThereAreCertificates() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data a"), "test")) {
      Optional<Certificates> certificates = Optional.of(Certificates.in(directory));
      for (int round = 1; round <= 2; round++) {
        try (EmbeddedStudyStore store = EmbeddedStudyStore.start(directory, certificates)) {
          String user = Service.ALL_IN_ONE;
          String password = store.secrets(user).get("quarkus.datasource.password");
          String encrypted = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";
          assertEquals("t", StoredData.ask(store, encrypted));
          assertTrue(store.jdbcUrl().contains("sslmode=verify-full"), store.jdbcUrl());
          try (Connection services = DriverManager.getConnection(store.jdbcUrl(), user, password);
              ResultSet answer = services.createStatement().executeQuery(encrypted)) {
            answer.next();
            assertEquals("t", answer.getString(1));
          }
          String plain = store.jdbcUrl().replaceAll("\\?.*", "?sslmode=disable");
          assertEquals(
              "28000",
              assertThrows(
                      SQLException.class,
                      () -> DriverManager.getConnection(plain, user, password).close())
                  .getSQLState());
        }
      }
      // The same data without TLS.
      try (EmbeddedStudyStore store = EmbeddedStudyStore.start(directory)) {
        assertEquals("1", StoredData.ask(store, "select 1"));
      }
    }
  }

  @Test
  void startsAlthoughThePostmastersNumberNowBelongsToAnotherProgram() throws Exception {
    Path data = temporary.resolve("data");
    try (DataDirectory directory = DataDirectory.hold(data, "test")) {
      EmbeddedStudyStore.start(directory).close();
      Process stranger = new ProcessBuilder("sleep", "600").start();
      try {
        Path store = directory.studyStore();
        Files.writeString(
            store.resolve("postmaster.pid"), stranger.pid() + "\n" + store + "\n1\n1\n\n\n");
        EmbeddedStudyStore.start(directory).close();
        assertTrue(stranger.isAlive());
      } finally {
        stranger.destroyForcibly();
      }
    }
  }

  @Test
  void keepsItsProgramsForItsOwner() throws Exception {
    String shared = System.clearProperty("echomotion.programs");
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test");
        EmbeddedStudyStore store = EmbeddedStudyStore.start(directory)) {
      assertEquals("1", StoredData.ask(store, "select 1"));
      assertEquals(
          "rwx------",
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(directory.studyStorePrograms())));
    } finally {
      if (shared != null) {
        System.setProperty("echomotion.programs", shared);
      }
    }
  }

  @Test
  void refusesToAnswerWithoutThePassword() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test");
        EmbeddedStudyStore store = EmbeddedStudyStore.start(directory)) {
      assertClosed(store);
      String rules = Files.readString(directory.studyStore().resolve("pg_hba.conf"));
      assertTrue(rules.contains("PostgreSQL Client Authentication"), "closed from the first start");
    }
  }

  @Test
  void closesTheStudyStoreOfAVersionThatTrustedEveryUser() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test")) {
      EmbeddedPostgres.builder()
          .setOverrideWorkingDirectory(directory.studyStorePrograms().toFile())
          .setDataDirectory(directory.studyStore())
          .setCleanDataDirectory(false)
          .setServerConfig("unix_socket_directories", "")
          .start()
          .close();
      Files.createFile(directory.studyStore().resolve("echomotion-complete"));
      try (EmbeddedStudyStore store = EmbeddedStudyStore.start(directory)) {
        assertClosed(store);
      }
      try (EmbeddedStudyStore again = EmbeddedStudyStore.start(directory)) {
        assertEquals("1", StoredData.ask(again, "select 1"));
      }
    }
  }

  @Test
  void keepsTheRowsOfTheFirstVersion() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test")) {
      try (EmbeddedPostgres old =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(directory.studyStorePrograms().toFile())
              .setDataDirectory(directory.studyStore())
              .setCleanDataDirectory(false)
              .setServerConfig("unix_socket_directories", "")
              .start()) {
        execute(old.getPostgresDatabase(), "create database " + EmbeddedStudyStore.DATABASE);
        DataSource database = old.getDatabase("postgres", EmbeddedStudyStore.DATABASE);
        Flyway.configure().dataSource(database).target("1").load().migrate();
        execute(
            database,
            "insert into ingest.study values (gen_random_uuid(), 'old-study', now());"
                + "insert into ingest.clip (id, study_id, sha256, source_format, view, frame_count,"
                + " frame_rate_hz, display_height, display_width, working_height, working_width,"
                + " working_scale, offset_x, offset_y, preprocessing_version, created_at, stage)"
                + " select gen_random_uuid(), id, repeat('0', 64), 'AVI', 'A4C', 2, 50, 2, 2, 2, 2,"
                + " 1, 0, 0, 'v1', now(), 'INGESTED' from ingest.study;"
                // One frame that a reader submitted for two models, and one that waits.
                + "insert into active_learning.task select gen_random_uuid(), id, study_id, i / 2,"
                + " 0.3, 'proposal', '', i::text, now() + i * interval '1 minute',"
                + " case i when 2 then 'WAITING' else 'SUBMITTED' end"
                + " from ingest.clip, generate_series(0, 2) as i;"
                + "insert into active_learning.annotation select gen_random_uuid(), id, 'ann',"
                + " 'OUTLINED', convert_to('outline ' || model_version, 'UTF8'), created_at,"
                + " gen_random_uuid() from active_learning.task where state = 'SUBMITTED'");
      }
      Files.createFile(directory.studyStore().resolve("echomotion-complete"));
      try (EmbeddedStudyStore store = EmbeddedStudyStore.start(directory);
          Connection ingest = connect(store, Service.INGEST);
          Statement statement = ingest.createStatement()) {
        statement.execute("select set_config('echomotion.tenant', 'local', false)");
        try (ResultSet row =
            statement.executeQuery(
                "select s.key, c.tenant, c.created_by, c.plane from ingest.study s"
                    + " join ingest.clip c on c.study_id = s.id")) {
          assertTrue(row.next());
          assertEquals(
              "old-study local local 0",
              String.join(
                  " ", row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
        }
      }
      try (EmbeddedStudyStore store = EmbeddedStudyStore.start(directory);
          Connection queue = connect(store, Service.ACTIVE_LEARNING);
          Statement statement = queue.createStatement()) {
        statement.execute("select set_config('echomotion.tenant', 'local', false)");
        try (ResultSet row =
            statement.executeQuery(
                "select string_agg(f.frame_index || f.state || s.state || coalesce(a.annotator, ''),"
                    + " ' ' order by f.frame_index), min(c.name), min(t.n)"
                    + " from active_learning.frame f"
                    + " join active_learning.campaign c on c.id = f.campaign_id"
                    + " join active_learning.slot s on s.frame_id = f.id"
                    + " join active_learning.tally t on t.campaign_id = c.id and t.kind = 'SLOT_WAITING'"
                    + " left join active_learning.annotation a on a.frame_id = f.id"
                    + " and a.slot_id = s.id")) {
          assertTrue(row.next());
          assertEquals("0DONESUBMITTEDann 1OPENWAITING", row.getString(1));
          assertEquals("standard", row.getString(2));
          assertEquals(1, row.getLong(3));
        }
        try (ResultSet row =
            statement.executeQuery(
                "select string_agg(position || convert_from(contour, 'UTF8') || round, ' '"
                    + " order by position) from active_learning.annotation")) {
          assertTrue(row.next());
          assertEquals("1outline 00 2outline 11", row.getString(1));
        }
      }
    }
  }

  private static void execute(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void assertClosed(EmbeddedStudyStore store) {
    for (String password : List.of("", "wrong")) {
      SQLException refused =
          assertThrows(
              SQLException.class,
              () -> DriverManager.getConnection(store.jdbcUrl(), "postgres", password).close());
      assertTrue(List.of("28P01", "08004").contains(refused.getSQLState()), refused.getSQLState());
    }
  }

  @Test
  void aServiceWritesItsOwnTablesOnlyAndIsNoSuperuser() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test");
        EmbeddedStudyStore store = EmbeddedStudyStore.start(directory)) {
      for (Service service : Service.inOrderOfTheData()) {
        String role = service.id().replace('-', '_');
        String foreign = service == Service.EF ? "xai.explanation" : "ef.ejection_fraction";
        refusedByPostgres(store, service, "delete from " + foreign);
        refusedByPostgres(store, service, "create table " + role + ".mine (id int)");
        refusedByPostgres(store, service, "alter table ingest.study disable row level security");
        refusedByPostgres(store, service, "copy (select 1) to program 'true'");
        refusedByPostgres(store, service, "delete from audit.entry");
        if (service != Service.INGEST) {
          refusedByPostgres(store, service, "insert into ingest.tenant (name) values ('x')");
          refusedByPostgres(store, service, "update ingest.study set key = 'x'");
          refusedByPostgres(store, service, "select * from audit.entry");
        }
        try (Connection connection = connect(store, service);
            Statement statement = connection.createStatement();
            ResultSet own =
                statement.executeQuery(
                    "select count(*) from pg_tables where schemaname = '"
                        + role
                        + "' and has_table_privilege(schemaname || '.' || tablename, 'insert')")) {
          own.next();
          assertTrue(own.getInt(1) > 0, role);
        }
      }
    }
  }

  private static Connection connect(EmbeddedStudyStore store, Service service) throws SQLException {
    return DriverManager.getConnection(
        store.jdbcUrl(),
        store.settings(service.id()).get("quarkus.datasource.username"),
        store.secrets(service.id()).get("quarkus.datasource.password"));
  }

  private static void refusedByPostgres(EmbeddedStudyStore store, Service service, String sql)
      throws SQLException {
    try (Connection connection = connect(store, service);
        Statement statement = connection.createStatement()) {
      SQLException refused =
          assertThrows(SQLException.class, () -> statement.execute(sql), service + ": " + sql);
      assertEquals("42501", refused.getSQLState(), service + ": " + refused.getMessage());
    }
  }
}
