package org.echomotion.connection;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;

/**
 * The body of an HTTP request, read part by part without a thread of its own. Nothing is read
 * before {@link #parts} is subscribed to.
 */
public final class RequestBody {

  /** Time for a caller to read an answer that comes before the end of its body, milliseconds. */
  private static final long LINGER_MILLIS = 5_000;

  private static final String CONTINUE = "100-continue";

  private final HttpServerRequest request;
  private final Context context;

  /** Takes the body of a request that nobody has read from. */
  public RequestBody(RoutingContext call) {
    request = call.request();
    request.pause();
    context = ((HttpServerRequestInternal) request).context();
    call.addEndHandler(answered -> dropRest());
  }

  /**
   * Returns the parts of the body, as fast as the subscriber takes them. Fails with a {@link
   * io.vertx.core.VertxException} if the body breaks off.
   */
  public Multi<byte[]> parts() {
    return Multi.createFrom()
        .deferred(this::begin)
        .runSubscriptionOn(work -> context.runOnContext(now -> work.run()))
        .map(Buffer::getBytes);
  }

  private Multi<Buffer> begin() {
    // Handlers that are set after the end of a connection are never called.
    if (request.response().closed()) {
      return Multi.createFrom().failure(new HttpClosedException("The connection was closed"));
    }
    if (CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    return MultiHelper.toMulti(request);
  }

  /** If the connection were closed at once, a caller that is still sending would see no answer. */
  private void dropRest() {
    if (request.isEnded()) {
      return;
    }
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset(0);
      return;
    }
    request.handler(rest -> {});
    request.resume();
    context
        .owner()
        .setTimer(
            LINGER_MILLIS,
            over -> {
              if (!request.isEnded()) {
                request.connection().close();
              }
            });
  }
}
