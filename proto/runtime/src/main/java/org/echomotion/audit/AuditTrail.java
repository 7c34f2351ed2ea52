package org.echomotion.audit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.echomotion.pseudonym.StudyKeys;
import org.echomotion.security.CallerAddress;
import org.echomotion.tenant.Actors;
import org.jspecify.annotations.Nullable;

/** Appends entries to the audit trail of the current tenant. */
@ApplicationScoped
public class AuditTrail {

  /** Other texts are not recorded: they may contain patient data, and entries are never deleted. */
  private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9._/-]{0,128}");

  private static final String INVALID = "(not valid)";

  private final AgroalDataSource store;
  private final CurrentIdentityAssociation identity;
  private final Actors actors;
  private final StudyKeys keys;

  AuditTrail(
      AgroalDataSource store, CurrentIdentityAssociation identity, Actors actors, StudyKeys keys) {
    this.store = store;
    this.identity = identity;
    this.actors = actors;
    this.keys = keys;
  }

  /**
   * Records a call of the current caller. Returns once the entry is stored.
   *
   * @param service schema of the service, for example {@code active_learning}
   * @param call gRPC method or REST resource
   * @param subject study key, identifier of a clip or task, or name of a tenant; may be empty; a
   *     text with other characters, or with more than 128 characters, is not recorded
   * @throws org.echomotion.error.EchoMotionException {@code NO_TENANT}
   * @throws IllegalStateException if it cannot be recorded; the call must not take effect then
   */
  public void append(String service, AuditAction action, String call, String subject) {
    actors.required();
    try (Connection connection = store.getConnection();
        PreparedStatement entry =
            connection.prepareStatement("select audit.append(?, ?, ?, ?, ?, ?)")) {
      entry.setString(1, service);
      entry.setString(2, String.join(",", new TreeSet<>(roles())));
      entry.setString(3, address());
      entry.setString(4, action.name());
      entry.setString(5, call);
      entry.setString(6, SUBJECT.matcher(subject).matches() ? keys.stored(subject) : INVALID);
      entry.execute();
    } catch (SQLException e) {
      throw new IllegalStateException("The call could not be recorded in the audit trail.", e);
    }
  }

  private Set<String> roles() {
    return Arc.container().requestContext().isActive()
        ? identity.getIdentity().getRoles()
        : Set.of();
  }

  private String address() {
    if (!Arc.container().requestContext().isActive()) {
      return "";
    }
    SecurityIdentity caller = identity.getIdentity();
    @Nullable String address = caller.getAttribute(CallerAddress.ATTRIBUTE);
    return address == null ? "" : address;
  }
}
