package org.echomotion.stream;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;
import io.quarkus.grpc.runtime.Interceptors;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Prioritized;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the transport of each gRPC call with many answers. The generated gRPC services of Quarkus
 * do not ask it, and hand over all answers at once.
 */
@GlobalInterceptor
@ApplicationScoped
public class StreamTransports implements ServerInterceptor, Prioritized {

  private static final String KEY = StreamTransport.class.getName();

  /** HTTP/2's ENHANCE_YOUR_CALM. gRPC clients report it as RESOURCE_EXHAUSTED. */
  private static final long CALLER_DOES_NOT_READ = 0xb;

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    @Nullable Context context = Vertx.currentContext();
    if (context == null
        || !VertxContext.isDuplicatedContext(context)
        || call.getMethodDescriptor().getType().serverSendsOneMessage()) {
      return next.startCall(call, headers);
    }
    @Nullable RoutingContext http = context.getLocal(RoutingContext.class.getName());
    StreamTransport transport =
        new StreamTransport(call::isReady, task -> context.runOnContext(now -> task.run()));
    ContextLocals.put(KEY, transport);
    return new SimpleForwardingServerCallListener<>(
        next.startCall(endedCompletely(call, http), headers)) {
      @Override
      public void onReady() {
        transport.onReady();
        super.onReady();
      }
    };
  }

  /**
   * Returns a call that, if it fails while its caller does not read, drops the messages that wait
   * for the caller. They would stay in memory as long as the connection.
   */
  private static <Q, A> ServerCall<Q, A> endedCompletely(
      ServerCall<Q, A> call, @Nullable RoutingContext http) {
    return new SimpleForwardingServerCall<>(call) {
      @Override
      public void close(Status status, Metadata trailers) {
        // Vert.x does not reset a call whose answer has ended, even if the end still waits.
        if (!isReady() && !status.isOk() && http != null) {
          http.response().reset(CALLER_DOES_NOT_READ);
        }
        super.close(status, trailers);
      }
    };
  }

  /** Returns the transport of the call that this thread answers; empty if it is not a gRPC call. */
  static Optional<StreamTransport> current() {
    return VertxContext.isOnDuplicatedContext() ? ContextLocals.get(KEY) : Optional.empty();
  }

  /** Before calls are moved to other threads. */
  @Override
  public int getPriority() {
    return Interceptors.ROUTING_CONTEXT - 1;
  }
}
