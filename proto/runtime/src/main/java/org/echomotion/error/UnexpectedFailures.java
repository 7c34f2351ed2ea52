package org.echomotion.error;

import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Logs failures of HTTP requests that nothing else handles. Quarkus would log them with the
 * request's address, which contains study keys, and may contain the name of a file.
 */
@ApplicationScoped
public class UnexpectedFailures {

  private static final Logger LOG = Logger.getLogger(UnexpectedFailures.class);

  /** Runs before every other handler of failures. */
  private static final int FIRST = Integer.MIN_VALUE;

  private static final int LONGEST_CLOSING_SECONDS = 5;

  void register(@Observes Router router) {
    router.route().order(FIRST).failureHandler(UnexpectedFailures::handle);
  }

  private static void handle(RoutingContext call) {
    @Nullable Throwable failure = call.failure();
    if (failure == null || isHandledWithoutAddress(failure)) {
      call.next();
      return;
    }
    LOG.error("An HTTP request failed unexpectedly", failure);
    HttpServerResponse answer = call.response();
    if (!answer.headWritten()) {
      answer.setStatusCode(500).end();
    } else if (!answer.ended()) {
      breakOff(call);
    }
  }

  /** Whoever reads the answer must not take it for complete. */
  private static void breakOff(RoutingContext call) {
    if (call.request().version() == HttpVersion.HTTP_2) {
      call.response().reset();
      return;
    }
    Future<Void> closed = call.request().connection().close();
    if (!Context.isOnEventLoopThread()) {
      // RESTEasy ends the answer as soon as this returns, and may be faster than the closing.
      closed
          .toCompletionStage()
          .toCompletableFuture()
          .completeOnTimeout(null, LONGEST_CLOSING_SECONDS, TimeUnit.SECONDS)
          .exceptionally(failure -> null)
          .join();
    }
  }

  private static boolean isHandledWithoutAddress(Throwable failure) {
    return failure instanceof UnauthorizedException
        || failure instanceof ForbiddenException
        || failure instanceof AuthenticationException
        || failure instanceof RejectedExecutionException
        || failure instanceof IOException;
  }
}
