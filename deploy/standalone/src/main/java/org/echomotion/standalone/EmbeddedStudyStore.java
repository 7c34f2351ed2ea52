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
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.echomotion.error.EchoMotionException;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL in the data directory, on loopback. An acknowledged commit is on disk: fsync,
 * synchronous_commit and full_page_writes are on.
 */
public final class EmbeddedStudyStore implements AutoCloseable {

  /** Name of the database. */
  public static final String DATABASE = "echomotion";

  /** The role that the services sign in as. */
  public static final String USER = "postgres";

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final EmbeddedPostgres postgres;

  private EmbeddedStudyStore(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /**
   * Starts PostgreSQL, and creates its data and the database on first use.
   *
   * @param directory held by the caller; a PostgreSQL left by a killed predecessor is stopped
   * @throws EchoMotionException STUDY_STORE_DID_NOT_START
   */
  public static EmbeddedStudyStore start(DataDirectory directory) {
    Path data = directory.studyStore();
    Path complete = data.resolve("echomotion-complete");
    Path log = directory.logOf("postgresql");
    @Nullable EmbeddedPostgres postgres = null;
    try {
      Leftovers.endPostmaster(data);
      if (!Files.exists(complete)) {
        // The first start did not finish, so nothing was stored yet.
        Leftovers.delete(data);
      }
      postgres =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(directory.studyStorePrograms().toFile())
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              // It is stopped in close(), after the services that use it.
              .setRegisterShutdownHook(false)
              .setServerConfig("listen_addresses", LoopbackPorts.HOST)
              .setServerConfig("unix_socket_directories", "")
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("max_connections", "100")
              .setLocaleConfig("locale", "C.UTF-8")
              .setPort(LoopbackPorts.anyFree())
              .setPGStartupWait(START_LIMIT)
              .setOutputRedirector(Redirect.appendTo(log.toFile()))
              .setErrorRedirector(Redirect.appendTo(log.toFile()))
              .start();
      createDatabase(postgres.getPostgresDatabase());
      if (!Files.exists(complete)) {
        Files.createFile(complete);
      }
      return new EmbeddedStudyStore(postgres);
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

  /** Returns the address of the database. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + LoopbackPorts.HOST + ":" + postgres.getPort() + "/" + DATABASE;
  }

  /** Returns the database, for access without Quarkus. */
  public DataSource dataSource() {
    return postgres.getDatabase(USER, DATABASE);
  }

  /** Returns the study store settings of a service. */
  public Map<String, String> settings() {
    return Map.of(
        "quarkus.datasource.jdbc.url",
        jdbcUrl(),
        "quarkus.datasource.username",
        USER,
        "quarkus.datasource.password",
        "local");
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
