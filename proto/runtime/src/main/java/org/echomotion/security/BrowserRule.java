package org.echomotion.security;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pages of other origins away from a service without sign-in. A browser on the same machine
 * reaches the service, and so would every page that is open in it. Three headers tell them apart:
 *
 * <ul>
 *   <li>{@code Host} must name this machine, so that no foreign name can be pointed at it (DNS
 *       rebinding).
 *   <li>{@code Origin}, where the browser sends it, must be the service itself.
 *   <li>{@code Sec-Fetch-Site}, where the browser sends it, must be {@code same-origin} or {@code
 *       none}. A link on another page may open a page here.
 * </ul>
 */
@ApplicationScoped
public class BrowserRule {

  /** Runs before sign-in and before every resource. */
  private static final int FIRST = 10_000;

  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  /** What the headers of a request say about the page that it comes from. */
  record Headers(
      Optional<String> host,
      int port,
      Optional<String> origin,
      Optional<String> site,
      Optional<String> mode,
      HttpMethod method) {

    static Headers of(HttpServerRequest request) {
      @Nullable HostAndPort authority = request.authority();
      return new Headers(
          Optional.ofNullable(authority).map(HostAndPort::host),
          authority == null ? -1 : authority.port(),
          Optional.ofNullable(request.getHeader("Origin")),
          Optional.ofNullable(request.getHeader("Sec-Fetch-Site")),
          Optional.ofNullable(request.getHeader("Sec-Fetch-Mode")),
          request.method());
    }
  }

  void register(@Observes Filters filters, Authentication authentication) {
    if (authentication.isLocal()) {
      filters.register(BrowserRule::filter, FIRST);
    }
  }

  private static void filter(RoutingContext context) {
    Optional<String> refusal = refusal(Headers.of(context.request()));
    if (refusal.isEmpty()) {
      context.next();
      return;
    }
    context
        .response()
        .setStatusCode(403)
        .putHeader("Content-Type", "application/json")
        .end(JsonObject.of("code", "FOREIGN_PAGE", "message", refusal.get()).encode());
  }

  /** The reason why a request is refused; empty if it is allowed. */
  static Optional<String> refusal(Headers headers) {
    if (headers.host().filter(BrowserRule::isThisMachine).isEmpty()) {
      return Optional.of(
          "The host "
              + headers.host().orElse("of the request")
              + " is not this machine. Use 127.0.0.1 or localhost.");
    }
    boolean foreignOrigin = headers.origin().filter(origin -> !isOwn(origin, headers)).isPresent();
    boolean foreignSite = headers.site().filter(site -> !OWN_SITE.contains(site)).isPresent();
    boolean isLink =
        headers.origin().isEmpty()
            && headers.method().equals(HttpMethod.GET)
            && headers.mode().filter("navigate"::equals).isPresent();
    return foreignOrigin || (foreignSite && !isLink)
        ? Optional.of("Pages of other origins may not use EchoMotion without sign-in.")
        : Optional.empty();
  }

  private static boolean isOwn(String origin, Headers headers) {
    boolean defaultPort = headers.port() < 0 || headers.port() == 80;
    String own = "http://" + headers.host().orElse("") + (defaultPort ? "" : ":" + headers.port());
    return origin.equalsIgnoreCase(own);
  }

  private static boolean isThisMachine(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.matches("127(\\.\\d{1,3}){3}")
        || host.equals("::1")
        || host.equals("[::1]");
  }
}
