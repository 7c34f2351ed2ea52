package org.echomotion.tenant;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;
import org.echomotion.error.CommonError;
import org.echomotion.error.EchoMotionException;
import org.echomotion.security.Authentication;
import org.jspecify.annotations.Nullable;

/**
 * Who acts in the current thread. During a call it is the caller. Work on an event, or in the
 * background, states its actor with {@link #as}.
 */
@ApplicationScoped
public class Actors {

  private static final ThreadLocal<@Nullable Actor> STATED = new ThreadLocal<>();

  private final Authentication authentication;
  private final CurrentIdentityAssociation identity;

  Actors(Authentication authentication, CurrentIdentityAssociation identity) {
    this.authentication = authentication;
    this.identity = identity;
  }

  /**
   * Returns who acts: the stated actor, otherwise the caller, otherwise {@link Actor#LOCAL} if
   * there is no sign-in. Empty if none is known, or if the caller has no tenant.
   */
  public Optional<Actor> current() {
    Optional<Actor> known = Optional.ofNullable(STATED.get()).or(this::caller);
    return known.isEmpty() && authentication.isLocal() ? Optional.of(Actor.LOCAL) : known;
  }

  /**
   * Returns who acts.
   *
   * @throws EchoMotionException {@code NO_TENANT} if it is not known
   */
  public Actor required() {
    return current().orElseThrow(() -> new EchoMotionException(CommonError.NO_TENANT));
  }

  private Optional<Actor> caller() {
    if (!Arc.container().requestContext().isActive()) {
      return Optional.empty();
    }
    SecurityIdentity caller = identity.getIdentity();
    @Nullable String tenant = caller.getAttribute(TenantOfCaller.ATTRIBUTE);
    return tenant == null
        ? Optional.empty()
        : Optional.of(new Actor(tenant, caller.getPrincipal().getName()));
  }

  /** Does {@code work} in this thread for {@code actor}. */
  public <T> T as(Actor actor, Supplier<T> work) {
    @Nullable Actor before = STATED.get();
    STATED.set(actor);
    try {
      return work.get();
    } finally {
      if (before == null) {
        STATED.remove();
      } else {
        STATED.set(before);
      }
    }
  }

  /** Does {@code work} in this thread for {@code actor}. */
  public void as(Actor actor, Runnable work) {
    as(
        actor,
        () -> {
          work.run();
          return actor;
        });
  }
}
