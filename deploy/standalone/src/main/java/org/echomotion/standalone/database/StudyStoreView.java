package org.echomotion.standalone.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.certificate.Certificates;
import org.echomotion.standalone.directory.DataDirectory;
import org.echomotion.standalone.directory.DataFolder;
import org.echomotion.standalone.directory.Leftovers;
import org.echomotion.standalone.directory.StudyStoreFolder;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The study store of a data directory, for checks. If PostgreSQL runs, this connects to it. If not,
 * it starts PostgreSQL on a temporary copy, because a start changes the data. Queries read only.
 */
public final class StudyStoreView implements AutoCloseable {

  /** Room that PostgreSQL needs beside the copy. */
  private static final long ROOM_BYTES = 200L << 20;

  /** A clip with frames. */
  public record Clip(String tenant, String id) {}

  /** A file of an explanation: its path in the blobs of xai-service, and what it must be. */
  public record Artefact(String path, long lengthBytes, String sha256) {}

  private final DataSource database;
  private final @Nullable EmbeddedPostgres copy;
  private final @Nullable Path folder;

  private StudyStoreView(
      DataSource database, @Nullable EmbeddedPostgres copy, @Nullable Path folder) {
    this.database = database;
    this.copy = copy;
    this.folder = folder;
  }

  /**
   * Opens the study store.
   *
   * @throws IOException if PostgreSQL does not start on the copy, or there is no room for a copy
   */
  public static StudyStoreView open(DataFolder data) throws IOException {
    String password = Files.readString(data.secret(DataDirectory.STUDY_STORE_PASSWORD)).strip();
    if (Leftovers.postmaster(data.studyStore()).isPresent()) {
      List<String> pidFile = Files.readAllLines(data.studyStore().resolve("postmaster.pid"));
      PGSimpleDataSource running = new PGSimpleDataSource();
      running.setServerNames(new String[] {LoopbackPorts.HOST});
      running.setPortNumbers(new int[] {Integer.parseInt(pidFile.get(3).strip())});
      running.setDatabaseName(EmbeddedStudyStore.DATABASE);
      running.setUser(EmbeddedStudyStore.USER);
      running.setPassword(password);
      running.setReadOnly(true);
      if (StudyStoreTls.isRequired(data.studyStore())) {
        running.setSslMode("verify-full");
        running.setSslRootCert(Certificates.caOf(data.root()).toString());
      }
      return new StudyStoreView(running, null, null);
    }
    return ofCopy(data, password);
  }

  private static StudyStoreView ofCopy(DataFolder data, String password) throws IOException {
    Path folder = Files.createTempDirectory("echomotion-doctor-");
    try {
      long size = size(data.studyStore());
      if (Files.getFileStore(folder).getUsableSpace() < size + ROOM_BYTES) {
        throw new IOException(
            "a copy needs %d MB in %s".formatted((size + ROOM_BYTES) >> 20, folder.getParent()));
      }
      Path store = folder.resolve("postgresql");
      copy(data.studyStore(), store);
      StudyStoreFolder.addEmptyFolders(store);
      StudyStoreTls.requirePassword(store);
      Path log = folder.resolve("log");
      String shared = System.getProperty("echomotion.programs");
      try (StudyStoreStart start = new StudyStoreStart(store, log)) {
        EmbeddedPostgres postgres =
            EmbeddedStudyStore.started(
                EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(
                        (shared == null ? folder.resolve("programs") : Path.of(shared)).toFile())
                    .setDataDirectory(store)
                    .setDataDirectoryCustomizer(ready -> start.watch())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(true)
                    .setServerConfig("listen_addresses", LoopbackPorts.HOST)
                    .setServerConfig("unix_socket_directories", "")
                    .setConnectConfig("password", password)
                    .setPort(LoopbackPorts.anyFree())
                    .setOutputRedirector(Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(Redirect.appendTo(log.toFile())),
                start);
        DataSource database =
            postgres.getDatabase(EmbeddedStudyStore.USER, EmbeddedStudyStore.DATABASE);
        return new StudyStoreView(database, postgres, folder);
      }
    } catch (IOException | RuntimeException e) {
      Leftovers.delete(folder);
      throw e;
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.toList();
    }
    for (Path source : all) {
      Path target = to.resolve(from.relativize(source).toString());
      if (!source.getFileName().toString().equals("postmaster.pid")) {
        Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** Returns whether this is a copy, because PostgreSQL does not run. */
  public boolean isCopy() {
    return copy != null;
  }

  /** Returns the version of the tables, for example {@code 6}. */
  public String schema() {
    MigrationInfo current = flyway().info().current();
    return current == null ? "none" : String.valueOf(current.getVersion());
  }

  /** Returns whether this program's start would leave the tables as they are. */
  public boolean isCurrent() {
    return flyway().info().pending().length == 0 && knownIfNewer().isEmpty();
  }

  /** Returns the version that this program knows, if the database was written by a newer one. */
  public Optional<String> knownIfNewer() {
    return EmbeddedStudyStore.knownIfNewer(flyway());
  }

  private Flyway flyway() {
    return Flyway.configure(getClass().getClassLoader()).dataSource(database).load();
  }

  /** Returns missing files of tables and indexes; at most five. */
  public List<String> missingFiles() throws SQLException {
    return EmbeddedStudyStore.missingFiles(database);
  }

  /** Reads every row of every table. Returns the tables that PostgreSQL cannot read, and why. */
  public List<String> unreadableTables() throws SQLException {
    List<String> unreadable = new ArrayList<>();
    for (String table :
        query(
            """
            select oid::regclass::text from pg_class
            where relkind = 'r' and relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
            order by 1
            """,
            row -> row.getString(1))) {
      try {
        query("select count(t.*::text) from " + table + " t", row -> row.getLong(1));
      } catch (SQLException e) {
        unreadable.add(table + ": " + e.getMessage());
      }
    }
    return unreadable;
  }

  /** Returns the references between tables that lead nowhere, with their number. */
  public List<String> brokenReferences() throws SQLException {
    record Reference(String child, String parent, String match) {}
    List<Reference> references =
        query(
            """
            select r.conrelid::regclass::text, r.confrelid::regclass::text,
              (select string_agg(
                 format('c.%I = p.%I', (select attname from pg_attribute
                   where attrelid = r.conrelid and attnum = r.conkey[i]),
                   (select attname from pg_attribute
                   where attrelid = r.confrelid and attnum = r.confkey[i])), ' and ')
               from generate_subscripts(r.conkey, 1) i),
              (select string_agg(
                 format('c.%I is not null', (select attname from pg_attribute
                   where attrelid = r.conrelid and attnum = r.conkey[i])), ' and ')
               from generate_subscripts(r.conkey, 1) i)
            from pg_constraint r where r.contype = 'f' order by 1, 2
            """,
            row ->
                new Reference(
                    row.getString(1),
                    row.getString(2),
                    "%s and not exists (select from %s p where %s)"
                        .formatted(row.getString(4), row.getString(2), row.getString(3))));
    List<String> broken = new ArrayList<>();
    for (Reference reference : references) {
      long count =
          query(
                  "select count(*) from %s c where %s"
                      .formatted(reference.child(), reference.match()),
                  row -> row.getLong(1))
              .get(0);
      if (count > 0) {
        broken.add(
            "%d rows of %s without %s".formatted(count, reference.child(), reference.parent()));
      }
    }
    return broken;
  }

  /** Returns all clips. */
  public List<Clip> clips() throws SQLException {
    return query(
        "select tenant, id from ingest.clip order by created_at",
        row -> new Clip(row.getString(1), row.getString(2)));
  }

  /** Returns all files of explanations. */
  public List<Artefact> artefacts() throws SQLException {
    return query(
        """
        select format('%s/%s/%s/%s', e.tenant, e.clip_id, e.id, a.name), length_bytes, sha256
        from xai.artefact a join xai.explanation e on e.id = a.explanation_id order by 1
        """,
        row -> new Artefact(row.getString(1), row.getLong(2), row.getString(3)));
  }

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String sql, Row<T> row) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<T> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(row.of(found));
      }
      return rows;
    }
  }

  /** Stops and deletes the copy. */
  @Override
  public void close() {
    try {
      if (copy != null) {
        copy.close();
      }
      if (folder != null) {
        Leftovers.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
