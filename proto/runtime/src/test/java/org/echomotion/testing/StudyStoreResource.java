package org.echomotion.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * A real, migrated PostgreSQL for a test. The service signs in with a role that row-level security
 * holds for, as in production.
 */
public class StudyStoreResource implements QuarkusTestResourceLifecycleManager {

  private static final String ROLE =
      """
      create role service login password 'service' in role echomotion_ingest,
        echomotion_segmentation, echomotion_ef, echomotion_xai, echomotion_active_learning
      """;

  private EmbeddedPostgres postgres;

  @Override
  public Map<String, String> start() {
    try {
      postgres = EmbeddedPostgres.start();
      Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
      try (Connection owner = postgres.getPostgresDatabase().getConnection();
          Statement statement = owner.createStatement()) {
        statement.execute(ROLE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Map.of(
        "quarkus.datasource.jdbc.url", postgres.getJdbcUrl("service", "postgres"),
        "quarkus.datasource.username", "service",
        "quarkus.datasource.password", "service",
        "quarkus.flyway.migrate-at-start", "false");
  }

  @Override
  public void stop() {
    if (postgres != null) {
      try {
        postgres.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
