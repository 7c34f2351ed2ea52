package org.echomotion.tenant;

import io.grpc.CallCredentials;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.quarkus.arc.Arc;
import io.quarkus.grpc.GlobalInterceptor;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.runtime.TokensHelper;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.echomotion.security.Authentication;
import org.jspecify.annotations.Nullable;

/**
 * Adds an access token to every call to another service. If this service is answering a person's
 * call, it sends the person's token, so that the other service applies the person's roles.
 * Otherwise, for example after an event, it sends its own token, from client credentials, and the
 * tenant that the work is for.
 */
@GlobalInterceptor
@ApplicationScoped
public class CallerToken implements ClientInterceptor {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final Metadata.Key<String> TENANT =
      Metadata.Key.of(TenantOfCaller.HEADER, Metadata.ASCII_STRING_MARSHALLER);

  private final Authentication authentication;
  private final Instance<OidcClient> client;
  private final CurrentIdentityAssociation identity;
  private final Actors actors;
  private final TokensHelper tokens = new TokensHelper();

  CallerToken(
      Authentication authentication,
      Instance<OidcClient> client,
      CurrentIdentityAssociation identity,
      Actors actors) {
    this.authentication = authentication;
    this.client = client;
    this.identity = identity;
    this.actors = actors;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return next.newCall(
        method, authentication.isLocal() ? options : options.withCallCredentials(credentials()));
  }

  private CallCredentials credentials() {
    Optional<String> person = person();
    // The thread that sends the call may be another one.
    Optional<String> tenant = actors.current().map(Actor::tenant);
    return new CallCredentials() {
      @Override
      public void applyRequestMetadata(
          RequestInfo call, Executor executor, MetadataApplier applier) {
        person
            .map(token -> Uni.createFrom().item(token))
            .orElseGet(CallerToken.this::own)
            .subscribe()
            .with(
                token -> {
                  Metadata headers = new Metadata();
                  headers.put(AUTHORIZATION, "Bearer " + token);
                  tenant.ifPresent(name -> headers.put(TENANT, name));
                  applier.apply(headers);
                },
                failure ->
                    applier.fail(
                        Status.UNAVAILABLE
                            .withDescription("This service could not sign in.")
                            .withCause(failure)));
      }
    };
  }

  private Uni<String> own() {
    return tokens.getTokens(client.get()).map(received -> received.getAccessToken());
  }

  /**
   * Returns the token of the person whose call this thread is answering; empty if there is none.
   */
  private Optional<String> person() {
    if (!Arc.container().requestContext().isActive()) {
      return Optional.empty();
    }
    @Nullable AccessTokenCredential credential =
        identity.getIdentity().getCredential(AccessTokenCredential.class);
    return Optional.ofNullable(credential).map(AccessTokenCredential::getToken);
  }
}
