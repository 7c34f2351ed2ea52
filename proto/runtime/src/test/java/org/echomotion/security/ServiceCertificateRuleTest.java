package org.echomotion.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls without a certificate. Calls with one are in AccessIT. */
class ServiceCertificateRuleTest {

  private static final AuthenticationRequestContext UNUSED =
      new AuthenticationRequestContext() {
        @Override
        public Uni<SecurityIdentity> runBlocking(Supplier<SecurityIdentity> function) {
          throw new IllegalStateException("not used");
        }
      };

  private static ServiceCertificateRule rule(String tls) {
    return new ServiceCertificateRule(new Tls(tls, Optional.empty()));
  }

  private static SecurityIdentity with(String... roles) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal("somebody"))
        .addRoles(Set.of(roles))
        .build();
  }

  private static SecurityIdentity accepted(String tls, SecurityIdentity identity) {
    return rule(tls).augment(identity, UNUSED).await().indefinitely();
  }

  @Test
  void aServiceNeedsACertificateWhateverOtherRolesItHas() {
    for (SecurityIdentity service :
        Set.of(with(Roles.SERVICE), with(Roles.SERVICE, Roles.CLINICIAN))) {
      assertThrows(AuthenticationFailedException.class, () -> accepted(Tls.ON, service));
    }
  }

  @Test
  void aPersonNeedsNone() {
    SecurityIdentity person = with(Roles.CLINICIAN, Roles.ADMIN);
    assertSame(person, accepted(Tls.ON, person));
  }

  @ParameterizedTest
  @ValueSource(strings = {Tls.OFF, Tls.PROXY})
  void nobodyCanShowOneWithoutTls(String tls) {
    SecurityIdentity service = with(Roles.SERVICE);
    assertSame(service, accepted(tls, service));
  }

  @Test
  void theServerAsksForCertificatesAndDoesNotRequireThem() {
    HttpServerOptions options = new HttpServerOptions();
    rule(Tls.ON).customizeHttpsServer(options);
    assertEquals(ClientAuth.REQUEST, options.getClientAuth());
  }
}
