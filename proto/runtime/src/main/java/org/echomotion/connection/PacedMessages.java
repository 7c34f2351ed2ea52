package org.echomotion.connection;

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
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Prioritized;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Receives the messages of a gRPC call only as fast as its method processes them. The generated
 * gRPC services of Quarkus receive all messages at once, and keep those that wait in memory,
 * without a limit. Their callers never notice that the service is slower than they are.
 */
@GlobalInterceptor
@ApplicationScoped
public class PacedMessages implements ServerInterceptor, Prioritized {

  private static final String KEY = MessagePace.class.getName();

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    @Nullable Context context = Vertx.currentContext();
    @Nullable RoutingContext http =
        context == null ? null : context.getLocal(RoutingContext.class.getName());
    if (context == null
        || http == null
        || !VertxContext.isDuplicatedContext(context)
        || call.getMethodDescriptor().getType().clientSendsOneMessage()) {
      return next.startCall(call, headers);
    }
    MessagePace pace = new MessagePace(new CallTransport(call, context, http.request()));
    ContextLocals.put(KEY, pace);
    return new SimpleForwardingServerCallListener<>(next.startCall(paced(call, pace), headers)) {
      @Override
      public void onMessage(Q message) {
        pace.arrived();
        super.onMessage(message);
      }
    };
  }

  private static <Q, A> ServerCall<Q, A> paced(ServerCall<Q, A> call, MessagePace pace) {
    return new SimpleForwardingServerCall<>(call) {
      @Override
      public void request(int count) {
        pace.request(count);
      }

      @Override
      public void close(Status status, Metadata trailers) {
        super.close(status, trailers);
        pace.end();
      }
    };
  }

  /**
   * Returns the pace of the call that this thread answers. To be called before the method of the
   * call returns.
   *
   * @param most largest number of messages that have been received and not processed
   */
  public static MessagePace of(int most) {
    Optional<MessagePace> pace =
        VertxContext.isOnDuplicatedContext() ? ContextLocals.get(KEY) : Optional.empty();
    return pace.orElseThrow(() -> new IllegalStateException("this is not a call with messages"))
        .limitedTo(most);
  }

  /** Before calls are moved to other threads. */
  @Override
  public int getPriority() {
    return Interceptors.ROUTING_CONTEXT - 1;
  }

  /**
   * Requests messages in the thread of the call, which alone may do so.
   *
   * @param call hands over messages that have arrived before in the next task of the thread
   */
  private record CallTransport(ServerCall<?, ?> call, Context context, HttpServerRequest request)
      implements MessagePace.Transport {

    @Override
    public void request(int count, Runnable handedOver) {
      context.runOnContext(
          now -> {
            call.request(count);
            context.runOnContext(then -> handedOver.run());
          });
    }

    @Override
    public void pause() {
      ifNotEnded(request::pause);
    }

    @Override
    public void resume() {
      ifNotEnded(request::resume);
    }

    private void ifNotEnded(Runnable action) {
      context.runOnContext(
          now -> {
            if (!request.isEnded()) {
              action.run();
            }
          });
    }
  }
}
