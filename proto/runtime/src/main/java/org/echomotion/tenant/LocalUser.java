package org.echomotion.tenant;

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
import java.util.Optional;
import java.util.regex.Pattern;
import org.echomotion.security.Authentication;
import org.echomotion.security.BrowserRule;
import org.echomotion.security.CallerAddress;
import org.echomotion.security.LoopbackRule;
import org.echomotion.security.Roles;

/**
 * Signs every caller in as a local user, who has all roles. The header {@value #HEADER} states the
 * user's name; nobody checks it, because everybody on the machine may call. Safe only because
 * {@link LoopbackRule} allows no address except loopback, and {@link BrowserRule} refuses web pages
 * of other origins. With sign-in, this class is not used.
 */
@ApplicationScoped
@LookupIfProperty(name = Authentication.SETTING, stringValue = Authentication.LOCAL)
public class LocalUser implements HttpAuthenticationMechanism {

  /** The header with the name of the local user. */
  public static final String HEADER = "echomotion-user";

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._ -]{1,64}");

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviderManager) {
    String name =
        Optional.ofNullable(context.request().getHeader(HEADER))
            .filter(LocalUser::isName)
            .orElse(Actor.LOCAL.name());
    return Uni.createFrom()
        .item(
            QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRoles(Roles.ALL)
                .addAttribute(TenantOfCaller.ATTRIBUTE, Actor.LOCAL_TENANT)
                .addAttribute(CallerAddress.ATTRIBUTE, CallerAddress.of(context))
                .build());
  }

  /** Returns whether {@code text} can be the name of a local user. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
  }
}
