package org.echomotion.standalone;

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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.echomotion.error.EchoMotionException;
import org.flywaydb.core.Flyway;
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

  private static final String PASSWORD = "postgresql";
  private static final String AUTHENTICATION = StudyStoreTls.PASSWORD;

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final EmbeddedPostgres postgres;
  private final DataDirectory directory;
  private final String password;
  private final StudyStoreTls tls;

  private EmbeddedStudyStore(
      EmbeddedPostgres postgres, DataDirectory directory, String password, StudyStoreTls tls) {
    this.postgres = postgres;
    this.directory = directory;
    this.password = password;
    this.tls = tls;
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
   * @throws EchoMotionException STUDY_STORE_DID_NOT_START
   */
  public static EmbeddedStudyStore start(
      DataDirectory directory, Optional<Certificates> certificates) {
    Path data = directory.studyStore();
    StudyStoreTls tls = new StudyStoreTls(data, certificates);
    Path complete = data.resolve("echomotion-complete");
    Path log = directory.logOf("postgresql");
    String password = directory.secret(PASSWORD);
    @Nullable EmbeddedPostgres postgres = null;
    try {
      Leftovers.endPostmaster(data);
      if (!Files.exists(complete)) {
        // The first start did not finish, so nothing was stored yet.
        Leftovers.delete(data);
      }
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(directory.studyStorePrograms().toFile())
              .setDataDirectory(data)
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
              .setPort(LoopbackPorts.anyFree())
              .setPGStartupWait(START_LIMIT)
              .setOutputRedirector(Redirect.appendTo(log.toFile()))
              .setErrorRedirector(Redirect.appendTo(log.toFile()));
      tls.configure(builder);
      tls.changeRules();
      postgres = builder.start();
      // Unpacking makes it writable for other users, but they cannot open the data folder.
      directory.studyStorePrograms();
      DataSource server = postgres.getPostgresDatabase(tls.client(password));
      requirePassword(server, password, data);
      if (tls.changeRules()) {
        reloadRules(server);
      }
      createDatabase(server);
      EmbeddedStudyStore store = new EmbeddedStudyStore(postgres, directory, password, tls);
      store.migrate();
      store.createRoles();
      if (!Files.exists(complete)) {
        Files.createFile(complete);
      }
      return store;
    } catch (IOException | SQLException | RuntimeException e) {
      if (postgres != null) {
        stop(postgres);
      }
      throw new EchoMotionException(
          e,
          PlatformError.STUDY_STORE_DID_NOT_START,
          Objects.requireNonNullElse(e.getMessage(), e.toString()),
          log);
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

  private void migrate() {
    Flyway.configure(getClass().getClassLoader()).dataSource(dataSource()).load().migrate();
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
        .formatted(LoopbackPorts.HOST, postgres.getPort(), DATABASE, tls.urlParameters());
  }

  /** Returns the database, for access without Quarkus. */
  public DataSource dataSource() {
    return postgres.getDatabase(USER, DATABASE, tls.client(password));
  }

  /**
   * Returns the study store settings of a service, without its password.
   *
   * @param name the service, or {@link Service#ALL_IN_ONE}
   */
  Map<String, String> settings(String name) {
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
  Map<String, String> secrets(String name) {
    return Map.of("quarkus.datasource.password", rolePassword(role(name)));
  }

  /** Stops PostgreSQL; its data stays. */
  @Override
  public void close() {
    stop(postgres);
  }

  private static void stop(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
