package org.echomotion.tenant;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Sets actor and tenant on each connection to the study store before the connection is used. If
 * they are unknown, the connection sees no rows.
 */
@ApplicationScoped
public class TenantOfConnection implements AgroalPoolInterceptor {

  private static final String STATE =
      "select set_config('echomotion.tenant', ?, false), set_config('echomotion.actor', ?, false)";

  private final Actors actors;

  TenantOfConnection(Actors actors) {
    this.actors = actors;
  }

  @Override
  public void onConnectionAcquire(Connection connection) {
    Optional<Actor> actor = actors.current();
    try (PreparedStatement state = connection.prepareStatement(STATE)) {
      state.setString(1, actor.map(Actor::tenant).orElse(""));
      state.setString(2, actor.map(Actor::name).orElse(""));
      state.execute();
    } catch (SQLException e) {
      // The connection may still have the previous tenant, so it must not be used.
      throw new IllegalStateException("The tenant of the connection could not be set.", e);
    }
  }
}
