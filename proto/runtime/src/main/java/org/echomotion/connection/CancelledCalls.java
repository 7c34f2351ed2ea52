package org.echomotion.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2Exception;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Keeps an HTTP/2 connection open if a caller cancels one of its calls.
 *
 * <p>The answer of a cancelled call may be written after the cancellation arrived. Netty then
 * reports to the writer that the stream no longer exists. Vert.x 4.5 writes headers with a promise
 * that passes this failure to the connection, which takes it for a violation of the protocol: it
 * sends GOAWAY, and all other calls of the connection end with INTERNAL. If a part of the answer
 * still waits because the caller does not read, Vert.x closes the connection when the call is
 * cancelled. A handler in front of it drops these two failures, and only these.
 */
@ApplicationScoped
public class CancelledCalls {

  /** Runs before every other filter, because those may answer, too. */
  private static final int FIRST = 20_000;

  void register(@Observes Filters filters) {
    filters.register(CancelledCalls::keepConnection, FIRST);
  }

  private static void keepConnection(RoutingContext context) {
    protect(context.request());
    context.next();
  }

  /** Protects the connection of a request. */
  static void protect(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2
        && request.connection() instanceof ConnectionBase connection) {
      ChannelHandlerContext server = connection.channelHandlerContext();
      ChannelPipeline pipeline = server.pipeline();
      if (pipeline.get(LateAnswers.class) == null) {
        pipeline.addBefore(server.name(), null, new LateAnswers());
      }
    }
  }

  /** Drops failures to answer a call that was cancelled. */
  private static final class LateAnswers extends ChannelInboundHandlerAdapter {

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (!concernsOneCall(cause)) {
        context.fireExceptionCaught(cause);
      }
    }

    /** Either the answer came too late, or it waited for a caller who did not read. */
    private static boolean concernsOneCall(Throwable cause) {
      return cause instanceof Http2Exception.StreamException
          || (cause instanceof IllegalStateException && cause.getCause() instanceof Http2Exception);
    }
  }
}
