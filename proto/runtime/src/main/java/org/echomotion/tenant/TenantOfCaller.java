package org.echomotion.tenant;

import static java.util.stream.Collectors.toSet;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.common.runtime.OidcCommonUtils;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.echomotion.security.CallerAddress;
import org.echomotion.security.Roles;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tenant of a caller who signed in. A person's access token states it in the claim {@code
 * tenant}. A service works for all tenants, and states the tenant of each call in the header
 * {@value #HEADER}; nobody else may.
 *
 * <p>A caller without a tenant loses every role except {@link Roles#OPERATOR} and {@link
 * Roles#SERVICE}, whose calls need not be about a tenant.
 */
@ApplicationScoped
public class TenantOfCaller implements SecurityIdentityAugmentor {

  /** The header of a service's call. */
  public static final String HEADER = "echomotion-tenant";

  /** The identity's attribute with the tenant. */
  public static final String ATTRIBUTE = "echomotion.tenant";

  private static final String CLAIM = "tenant";
  private static final Set<String> WITHOUT_TENANT = Set.of(Roles.OPERATOR, Roles.SERVICE);

  private final Optional<String> onlyTenant;

  TenantOfCaller(@ConfigProperty(name = "echomotion.only-tenant") Optional<String> onlyTenant) {
    this.onlyTenant = onlyTenant;
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity,
      AuthenticationRequestContext context,
      Map<String, Object> attributes) {
    @Nullable RoutingContext call = HttpSecurityUtils.getRoutingContextAttribute(attributes);
    return Uni.createFrom().item(identity.isAnonymous() ? identity : withTenant(identity, call));
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    return augment(identity, context, Map.of());
  }

  private SecurityIdentity withTenant(SecurityIdentity identity, @Nullable RoutingContext call) {
    Set<String> roles = identity.getRoles();
    Optional<String> tenant =
        tenant(
            roles,
            claim(identity),
            Optional.ofNullable(call).map(c -> c.request().getHeader(HEADER)));
    QuarkusSecurityIdentity.Builder known =
        tenant.isPresent() || WITHOUT_TENANT.containsAll(roles)
            ? QuarkusSecurityIdentity.builder(identity)
            : reduced(identity);
    tenant.ifPresent(name -> known.addAttribute(ATTRIBUTE, name));
    return known.addAttribute(CallerAddress.ATTRIBUTE, CallerAddress.of(call)).build();
  }

  /**
   * Returns the tenant of a caller; empty if there is none.
   *
   * @param claim the tenant in the access token
   * @param header the tenant in the header of the call
   */
  Optional<String> tenant(Set<String> roles, Optional<String> claim, Optional<String> header) {
    boolean service = roles.contains(Roles.SERVICE) && claim.isEmpty();
    return (service ? header : claim.or(() -> onlyTenant)).filter(Actor::isTenant);
  }

  private static QuarkusSecurityIdentity.Builder reduced(SecurityIdentity identity) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(identity.getPrincipal())
        .addCredentials(identity.getCredentials())
        .addAttributes(identity.getAttributes())
        .addRoles(identity.getRoles().stream().filter(WITHOUT_TENANT::contains).collect(toSet()));
  }

  /** Reads the access token. On a page, the principal is another token, about the person. */
  private static Optional<String> claim(SecurityIdentity identity) {
    if (identity.getCredential(IdTokenCredential.class) != null) {
      return Optional.ofNullable(identity.getCredential(AccessTokenCredential.class))
          .map(AccessTokenCredential::getToken)
          .map(OidcCommonUtils::decodeJwtContent)
          .map(content -> content.getString(CLAIM));
    }
    return identity.getPrincipal() instanceof JsonWebToken token
        ? token.claim(CLAIM).map(Object::toString)
        : Optional.empty();
  }
}
