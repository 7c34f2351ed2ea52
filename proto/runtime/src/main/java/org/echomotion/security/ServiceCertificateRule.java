package org.echomotion.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Accepts the token of a service only over a connection with a client certificate, so that a stolen
 * token is useless without the key of a service. The server asks every client for a certificate. A
 * person needs no certificate. A connection ends if {@code echomotion.tls.client-ca} did not issue
 * the client's certificate.
 */
@ApplicationScoped
public class ServiceCertificateRule
    implements SecurityIdentityAugmentor, HttpServerOptionsCustomizer {

  private final Tls tls;

  ServiceCertificateRule(Tls tls) {
    this.tls = tls;
  }

  /** Asks for certificates at run time, because Quarkus fixes its own setting at build time. */
  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    options.setClientAuth(ClientAuth.REQUEST);
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    return augment(identity, context, Map.of());
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity,
      AuthenticationRequestContext context,
      Map<String, Object> attributes) {
    @Nullable RoutingContext call = HttpSecurityUtils.getRoutingContextAttribute(attributes);
    boolean proven = call != null && hasCertificate(call.request().sslSession());
    return tls.isOn() && identity.hasRole(Roles.SERVICE) && !proven
        ? Uni.createFrom()
            .failure(new AuthenticationFailedException("A service needs a client certificate."))
        : Uni.createFrom().item(identity);
  }

  private static boolean hasCertificate(@Nullable SSLSession session) {
    try {
      return session != null && session.getPeerCertificates().length > 0;
    } catch (SSLPeerUnverifiedException e) {
      return false;
    }
  }
}
