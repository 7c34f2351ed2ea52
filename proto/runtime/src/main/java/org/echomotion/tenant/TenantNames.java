package org.echomotion.tenant;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** All tenants, for work in the background that is not about one of them. */
@ApplicationScoped
public class TenantNames {

  private final AgroalDataSource store;
  private final Actors actors;

  TenantNames(AgroalDataSource store, Actors actors) {
    this.store = store;
    this.actors = actors;
  }

  /**
   * Does {@code work} for each tenant in turn, in any order. Stops at the first failure.
   *
   * @param name who acts, for example the service
   * @param work given each tenant's name
   */
  public void forEach(String name, Consumer<String> work) {
    List<String> tenants = all();
    // If the work of one tenant always fails, the others still have their turn.
    Collections.shuffle(tenants);
    tenants.forEach(tenant -> actors.as(new Actor(tenant, name), () -> work.accept(tenant)));
  }

  private List<String> all() {
    try (Connection connection = store.getConnection();
        PreparedStatement query =
            connection.prepareStatement("select name from ingest.tenant where removed_at is null");
        ResultSet rows = query.executeQuery()) {
      List<String> names = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    } catch (SQLException e) {
      throw new IllegalStateException("The tenants could not be read.", e);
    }
  }
}
