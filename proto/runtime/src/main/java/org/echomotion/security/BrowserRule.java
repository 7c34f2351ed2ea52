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
 * Refuses requests from web pages of other origins. It applies to every request if there is no
 * sign-in: otherwise every page that is open in a browser on this machine could call the service.
 * With sign-in, it applies to requests with the cookie of a signed-in person, because browsers also
 * add this cookie to requests of other pages. Three headers are checked:
 *
 * <ul>
 *   <li>{@code Host}, without sign-in, must be this machine. This prevents DNS rebinding, where a
 *       foreign host name resolves to this machine.
 *   <li>{@code Origin}, if the browser sends it, must be the service itself.
 *   <li>{@code Sec-Fetch-Site}, if the browser sends it, must be {@code same-origin} or {@code
 *       none}. Exception: a link on another page may open a page of the service, but not in a
 *       frame, and it may not sign the person out.
 * </ul>
 */
@ApplicationScoped
public class BrowserRule {

  /** Runs before authentication and before every resource. */
  private static final int FIRST = 10_000;

  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  /** The names of cookies that sign a person in begin with this (quarkus-oidc). */
  private static final String SESSION_COOKIE = "q_session";

  /** Signs the person out. */
  private static final String SIGN_OUT = "/sign-out";

  /** The parts of a request that identify the page that sent it, and what it asks for. */
  record Headers(
      String path,
      Optional<String> host,
      int port,
      Optional<String> origin,
      Optional<String> site,
      Optional<String> destination,
      HttpMethod method) {

    static Headers of(HttpServerRequest request) {
      @Nullable HostAndPort authority = request.authority();
      return new Headers(
          request.path(),
          Optional.ofNullable(authority).map(HostAndPort::host),
          authority == null ? -1 : authority.port(),
          Optional.ofNullable(request.getHeader("Origin")),
          Optional.ofNullable(request.getHeader("Sec-Fetch-Site")),
          Optional.ofNullable(request.getHeader("Sec-Fetch-Dest")),
          request.method());
    }
  }

  void register(@Observes Filters filters, Authentication authentication) {
    filters.register(authentication.isLocal() ? BrowserRule::local : BrowserRule::signedIn, FIRST);
  }

  private static void local(RoutingContext context) {
    answer(context, refusal(Headers.of(context.request())));
  }

  private static void signedIn(RoutingContext context) {
    HttpServerRequest request = context.request();
    answer(
        context,
        request.cookies().stream().anyMatch(cookie -> cookie.getName().startsWith(SESSION_COOKIE))
            ? foreignPage(Headers.of(request), request.scheme())
            : Optional.empty());
  }

  private static void answer(RoutingContext context, Optional<String> refusal) {
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

  /** Returns the reason why a request without sign-in is refused; empty if it is allowed. */
  static Optional<String> refusal(Headers headers) {
    if (headers.host().filter(Loopback::isName).isEmpty()) {
      return Optional.of(
          "The host "
              + headers.host().orElse("of the request")
              + " is not this machine. Use 127.0.0.1 or localhost.");
    }
    return foreignPage(headers, "http");
  }

  /**
   * Returns the reason why a request is refused because of the page that sent it; empty if it is
   * allowed.
   *
   * @param scheme of the request, http or https
   */
  static Optional<String> foreignPage(Headers headers, String scheme) {
    boolean foreignOrigin =
        headers.origin().filter(origin -> !isOwn(origin, scheme, headers)).isPresent();
    boolean foreignSite = headers.site().filter(site -> !OWN_SITE.contains(site)).isPresent();
    boolean isLink =
        headers.origin().isEmpty()
            && !headers.path().equals(SIGN_OUT)
            && headers.method().equals(HttpMethod.GET)
            && headers.destination().filter("document"::equals).isPresent();
    return foreignOrigin || (foreignSite && !isLink)
        ? Optional.of("Pages of other origins may not use EchoMotion.")
        : Optional.empty();
  }

  private static boolean isOwn(String origin, String scheme, Headers headers) {
    int port = headers.port();
    boolean defaultPort = port < 0 || port == (scheme.equals("https") ? 443 : 80);
    String own = scheme + "://" + headers.host().orElse("") + (defaultPort ? "" : ":" + port);
    return origin.equalsIgnoreCase(own);
  }
}
