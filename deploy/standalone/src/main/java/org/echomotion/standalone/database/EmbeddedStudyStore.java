package org.echomotion.standalone.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.PlatformError;
import org.echomotion.standalone.Service;
import org.echomotion.standalone.certificate.Certificates;
import org.echomotion.standalone.directory.DataDirectory;
import org.echomotion.standalone.directory.Leftovers;
import org.echomotion.standalone.directory.StudyStoreFolder;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL in the data directory, on loopback, with the tables of this version. Each
 * connection needs a password, which only the owner of the directory can read. Each service has a
 * role of its own, which can write its own tables only. Row-level security applies to this role. An
 * acknowledged commit is on disk: fsync, synchronous_commit and full_page_writes are on.
 */
public final class EmbeddedStudyStore implements AutoCloseable {

  /** Name of the database. */
  public static final String DATABASE = "echomotion";

  /** The owner of the tables. Services do not sign in as this role. */
  public static final String USER = "postgres";

  private static final String PASSWORD = DataDirectory.STUDY_STORE_PASSWORD;
  private static final String AUTHENTICATION = StudyStoreTls.PASSWORD;

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** Migrations that this program does not know. */
  private static final Set<MigrationState> FUTURE =
      EnumSet.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);

  private final DataDirectory directory;
  private final Path data;
  private final Path log;
  private final String password;
  private final StudyStoreTls tls;
  private final int port = LoopbackPorts.anyFree();
  private volatile @Nullable EmbeddedPostgres postgres;

  private EmbeddedStudyStore(DataDirectory directory, Optional<Certificates> certificates) {
    this.directory = directory;
    this.data = directory.studyStore();
    this.log = directory.logOf("postgresql");
    this.password = directory.secret(PASSWORD);
    this.tls = new StudyStoreTls(data, certificates);
  }

  /** Starts PostgreSQL as {@link #start(DataDirectory, Optional)}, without TLS. */
  public static EmbeddedStudyStore start(DataDirectory directory) {
    return start(directory, Optional.empty());
  }

  /**
   * Starts PostgreSQL, and creates its data and the database on first use.
   *
   * @param directory locked by the caller; a PostgreSQL that a killed process left running is
   *     stopped
   * @param certificates for TLS; with them, PostgreSQL accepts no other connection
   * @throws EchoMotionException STUDY_STORE_DID_NOT_START, STUDY_STORE_MISSING,
   *     STUDY_STORE_INCOMPLETE, STUDY_STORE_NEWER, STUDY_STORE_OLDER, SECRET_MISSING,
   *     SECRET_DAMAGED; existing data is never deleted
   */
  public static EmbeddedStudyStore start(
      DataDirectory directory, Optional<Certificates> certificates) {
    directory.createSecretsOfData();
    EmbeddedStudyStore store = new EmbeddedStudyStore(directory, certificates);
    try {
      store.start();
      return store;
    } catch (IOException | SQLException | RuntimeException e) {
      store.close();
      throw e instanceof EchoMotionException known ? known : store.didNotStart(e);
    }
  }

  private void start() throws IOException, SQLException {
    StudyStoreFolder folder = new StudyStoreFolder(directory);
    Leftovers.endPostmaster(data);
    if (!folder.exists()) {
      Path unfinished = folder.unfinished();
      stop(launch(unfinished));
      folder.finish(unfinished);
    }
    folder.complete();
    tls.changeRules();
    EmbeddedPostgres launched = launch(data);
    postgres = launched;
    // Unpacking makes it writable for other users, but they cannot open the data folder.
    directory.studyStorePrograms();
    DataSource server = launched.getPostgresDatabase(tls.client(password));
    requirePassword(server, password, data);
    if (tls.changeRules()) {
      reloadRules(server);
    }
    createDatabase(server);
    refuseMissingFiles();
    migrate();
    refuseOlderThanFrames();
    createRoles();
  }

  /** Starts PostgreSQL; on first use, it creates its data before. */
  private EmbeddedPostgres launch(Path folder) throws IOException {
    try (StudyStoreStart start = new StudyStoreStart(folder, log)) {
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(directory.studyStorePrograms().toFile())
              .setDataDirectory(folder)
              .setDataDirectoryCustomizer(ready -> start.watch())
              .setCleanDataDirectory(false)
              // It is stopped in close(), after the services that use it have stopped.
              .setRegisterShutdownHook(false)
              .setServerConfig("listen_addresses", LoopbackPorts.HOST)
              .setServerConfig("unix_socket_directories", "")
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("max_connections", "100")
              .setServerConfig("password_encryption", AUTHENTICATION)
              .setLocaleConfig("locale", "C.UTF-8")
              // These are passed to initdb too, which uses the last --auth.
              .setLocaleConfig("auth", AUTHENTICATION)
              .setLocaleConfig("pwfile", directory.secretFile(PASSWORD).toString())
              .setConnectConfig("password", password)
              .setPort(port)
              .setPGStartupWait(START_LIMIT)
              .setOutputRedirector(Redirect.appendTo(log.toFile()))
              .setErrorRedirector(Redirect.appendTo(log.toFile()));
      tls.configure(builder);
      return started(builder, start);
    }
  }

  /** Starts PostgreSQL, or says why it ended. */
  static EmbeddedPostgres started(EmbeddedPostgres.Builder builder, StudyStoreStart start)
      throws IOException {
    EmbeddedPostgres launched;
    try {
      launched = builder.start();
    } catch (IOException | IllegalStateException e) {
      throw new IOException(
          start.reason(Objects.requireNonNullElse(e.getMessage(), e.toString())), e);
    }
    if (start.hasFailed()) {
      stop(launched);
      throw new IOException(start.reason("it ended"));
    }
    return launched;
  }

  private EchoMotionException didNotStart(Exception e) {
    return new EchoMotionException(
        e,
        PlatformError.STUDY_STORE_DID_NOT_START,
        Objects.requireNonNullElse(e.getMessage(), e.toString()),
        log);
  }

  /** Returns whether PostgreSQL accepts connections. */
  public boolean isRunning() {
    return LoopbackPorts.answers(port);
  }

  /**
   * Starts PostgreSQL again after it has ended, on the same port. It replays its log.
   *
   * @throws EchoMotionException STUDY_STORE_DID_NOT_START
   */
  public void restart() {
    try {
      close();
      Leftovers.endPostmaster(data);
      postgres = launch(data);
    } catch (IOException | RuntimeException e) {
      throw didNotStart(e);
    }
  }

  /** Requires a password for data of version 0.1.0, which accepted every user of the machine. */
  private static void requirePassword(DataSource server, String password, Path data)
      throws IOException, SQLException {
    Path rules = data.resolve("pg_hba.conf");
    boolean trusts =
        Files.readAllLines(rules).stream()
            .anyMatch(line -> !line.startsWith("#") && line.endsWith("trust"));
    if (!trusts) {
      return;
    }
    try (Connection connection = server.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter role " + USER + " password '" + password + "'");
      DataDirectory.replace(rules, "host all all 127.0.0.1/32 " + AUTHENTICATION + "\n");
      statement.execute("select pg_reload_conf()");
    }
  }

  private static void reloadRules(DataSource server) throws SQLException {
    try (Connection connection = server.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_reload_conf()");
    }
  }

  private static void createDatabase(DataSource server) throws SQLException {
    try (Connection connection = server.getConnection();
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'")) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("create database " + DATABASE);
    }
  }

  /**
   * Refuses a database that lacks files of tables, as after a backup without empty files.
   * PostgreSQL itself starts, and fails when a service uses the table.
   */
  private void refuseMissingFiles() throws SQLException {
    List<String> missing = missingFiles(dataSource());
    if (!missing.isEmpty()) {
      throw new EchoMotionException(
          PlatformError.STUDY_STORE_INCOMPLETE, data, String.join(", ", missing));
    }
  }

  /** Returns the missing files of tables and indexes, relative to the data folder; at most five. */
  static List<String> missingFiles(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                """
                select file from (
                  select pg_relation_filepath(oid) as file from pg_class
                  where relkind in ('r', 'i', 't', 'm', 'S')) relation
                where file is not null and (pg_stat_file(file, true)).size is null
                order by file limit 5
                """)) {
      List<String> missing = new ArrayList<>();
      while (found.next()) {
        missing.add(found.getString(1));
      }
      return missing;
    }
  }

  private void refuseOlderThanFrames() throws IOException, SQLException {
    Path blobs = directory.root().resolve("blobs").resolve(Service.INGEST.id());
    List<Path> lost = OlderDatabase.framesAfter(dataSource(), blobs);
    if (!lost.isEmpty()) {
      throw new EchoMotionException(
          PlatformError.STUDY_STORE_OLDER, data, lost.size(), lost.get(0));
    }
  }

  private void migrate() {
    Flyway flyway = Flyway.configure(getClass().getClassLoader()).dataSource(dataSource()).load();
    Optional<String> known = knownIfNewer(flyway);
    if (known.isPresent()) {
      throw new EchoMotionException(
          PlatformError.STUDY_STORE_NEWER, data, flyway.info().current().getVersion(), known.get());
    }
    flyway.migrate();
  }

  /** Returns the newest version that this program knows, if the database has a newer one. */
  static Optional<String> knownIfNewer(Flyway flyway) {
    List<MigrationInfo> all = List.of(flyway.info().all());
    if (all.stream().noneMatch(migration -> FUTURE.contains(migration.getState()))) {
      return Optional.empty();
    }
    return all.stream()
        .filter(migration -> !FUTURE.contains(migration.getState()))
        .map(MigrationInfo::getVersion)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .map(MigrationVersion::toString)
        .or(() -> Optional.of("none"));
  }

  /** Creates the roles that services sign in as; a lost password is replaced. */
  private void createRoles() throws SQLException {
    List<String> all = new ArrayList<>();
    for (Service service : Service.inOrderOfTheData()) {
      // The migrations give the privileges of a service to this role.
      String privileges = "echomotion_" + role(service.id());
      createRole(role(service.id()), List.of(privileges));
      all.add(privileges);
    }
    createRole(Service.ALL_IN_ONE, all);
  }

  private void createRole(String name, List<String> privileges) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      boolean exists;
      try (ResultSet found =
          statement.executeQuery("select from pg_roles where rolname = '" + name + "'")) {
        exists = found.next();
      }
      statement.execute(
          "%s role %s login password '%s'"
              .formatted(exists ? "alter" : "create", name, rolePassword(name)));
      statement.execute("grant " + String.join(", ", privileges) + " to " + name);
    }
  }

  private static String role(String name) {
    return name.replace('-', '_');
  }

  private String rolePassword(String role) {
    return directory.secret("postgresql-" + role);
  }

  /** Returns the address of the database. */
  public String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s%s"
        .formatted(LoopbackPorts.HOST, port, DATABASE, tls.urlParameters());
  }

  /** Returns the database, for access without Quarkus. */
  public DataSource dataSource() {
    return Objects.requireNonNull(postgres).getDatabase(USER, DATABASE, tls.client(password));
  }

  /**
   * Returns the study store settings of a service, without its password.
   *
   * @param name the service, or {@link Service#ALL_IN_ONE}
   */
  public Map<String, String> settings(String name) {
    return Map.of(
        "quarkus.datasource.jdbc.url",
        jdbcUrl(),
        "quarkus.datasource.username",
        role(name),
        "quarkus.flyway.migrate-at-start",
        "false");
  }

  /**
   * Returns the secret study store settings of a service.
   *
   * @param name the service, or {@link Service#ALL_IN_ONE}
   */
  public Map<String, String> secrets(String name) {
    return Map.of("quarkus.datasource.password", rolePassword(role(name)));
  }

  /** Stops PostgreSQL; its data stays. */
  @Override
  public void close() {
    EmbeddedPostgres running = postgres;
    if (running != null) {
      stop(running);
    }
  }

  private static void stop(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
