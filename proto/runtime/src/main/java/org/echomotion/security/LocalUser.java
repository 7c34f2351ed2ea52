package org.echomotion.security;

import io.quarkus.arc.lookup.LookupIfProperty;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Signs every caller in as the one local user, who has all roles. Safe only because {@link
 * LoopbackRule} allows no address except loopback, and {@link BrowserRule} refuses web pages of
 * other origins. With sign-in, this class is not used.
 */
@ApplicationScoped
@LookupIfProperty(name = Authentication.SETTING, stringValue = Authentication.LOCAL)
public class LocalUser implements HttpAuthenticationMechanism {

  private static final SecurityIdentity IDENTITY =
      QuarkusSecurityIdentity.builder()
          .setPrincipal(new QuarkusPrincipal("local"))
          .addRoles(Roles.ALL)
          .build();

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviderManager) {
    return Uni.createFrom().item(IDENTITY);
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
  }
}
