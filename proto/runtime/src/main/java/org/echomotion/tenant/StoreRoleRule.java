package org.echomotion.tenant;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A service starts only if row-level security applies to its role in PostgreSQL. It does not apply
 * to superusers and to roles with BYPASSRLS.
 */
@ApplicationScoped
public class StoreRoleRule {

  private final AgroalDataSource store;

  StoreRoleRule(AgroalDataSource store) {
    this.store = store;
  }

  void onStart(@Observes StartupEvent started) {
    check();
  }

  /**
   * Checks the role.
   *
   * @throws IllegalStateException if the role could read the rows of all tenants
   */
  public void check() {
    try (Connection connection = store.getConnection();
        Statement statement = connection.createStatement();
        ResultSet role =
            statement.executeQuery(
                "select rolname, rolsuper or rolbypassrls from pg_roles where rolname = current_user")) {
      if (role.next() && role.getBoolean(2)) {
        throw new IllegalStateException(
            "The role "
                + role.getString(1)
                + " could read the studies of all tenants. Set QUARKUS_DATASOURCE_USERNAME to a role"
                + " that is neither a superuser nor has BYPASSRLS; see docs/security/tenants.md.");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The role in PostgreSQL could not be checked.", e);
    }
  }
}
