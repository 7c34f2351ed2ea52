package org.echomotion.connection;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Prioritized;
import java.util.concurrent.atomic.AtomicReference;
import org.echomotion.error.CommonError;
import org.echomotion.error.EchoMotionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Cancels a gRPC call whose connection is closed, or of which a message is too large.
 *
 * <p>Vert.x 4.5 cancels a call only if its caller resets the stream. If the connection is closed,
 * for example because the caller was killed, it reports nothing, and the call never ends. If a
 * message is larger than allowed, it answers the caller, and lets the call go on as if the message
 * had not been sent.
 */
@GlobalInterceptor
@ApplicationScoped
public class BrokenCalls implements ServerInterceptor, Prioritized {

  private static final String STATUS = "grpc-status";
  private static final String MESSAGE = "grpc-message";
  private static final String TOO_LARGE = String.valueOf(Status.Code.RESOURCE_EXHAUSTED.value());

  private enum State {
    OPEN,
    ANSWERED,
    BROKEN
  }

  private final EchoMotionException tooLarge;

  BrokenCalls(
      @ConfigProperty(name = "quarkus.grpc.server.max-inbound-message-size") int largestMessage) {
    tooLarge = new EchoMotionException(CommonError.MESSAGE_TOO_LARGE, largestMessage);
  }

  /** Around all other interceptors. */
  @Override
  public int getPriority() {
    return Integer.MAX_VALUE;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    @Nullable Context context = Vertx.currentContext();
    @Nullable RoutingContext request =
        context == null ? null : context.getLocal(RoutingContext.class.getName());
    if (request == null) {
      return next.startCall(call, headers);
    }
    AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    ServerCall.Listener<Q> listener =
        new Listening<>(next.startCall(new Answering<>(call, state), headers), state);
    request.addHeadersEndHandler(
        head -> {
          if (state.get() == State.OPEN) {
            explain(request.response().headers());
          }
        });
    request.addEndHandler(end -> listener.onCancel());
    return listener;
  }

  /** An answer that no method gave is that of Vert.x to a message that is too large. */
  private void explain(MultiMap head) {
    if (TOO_LARGE.equals(head.get(STATUS)) && !head.contains(MESSAGE)) {
      head.set(MESSAGE, tooLarge.getMessage());
      head.set(EchoMotionException.CODE.name(), tooLarge.code().name());
    }
  }

  /** Sends nothing more if the call is broken. */
  private static final class Answering<Q, A> extends SimpleForwardingServerCall<Q, A> {

    private final AtomicReference<State> state;

    Answering(ServerCall<Q, A> call, AtomicReference<State> state) {
      super(call);
      this.state = state;
    }

    @Override
    public void sendHeaders(Metadata headers) {
      if (state.get() != State.BROKEN) {
        super.sendHeaders(headers);
      }
    }

    @Override
    public void sendMessage(A message) {
      if (state.get() != State.BROKEN) {
        super.sendMessage(message);
      }
    }

    @Override
    public void close(Status status, Metadata trailers) {
      if (state.getAndUpdate(now -> now == State.OPEN ? State.ANSWERED : now) != State.BROKEN) {
        super.close(status, trailers);
      }
    }

    @Override
    public boolean isCancelled() {
      return state.get() == State.BROKEN;
    }
  }

  /** Receives nothing more if the call is broken. */
  private static final class Listening<Q> extends SimpleForwardingServerCallListener<Q> {

    private final AtomicReference<State> state;

    Listening(ServerCall.Listener<Q> listener, AtomicReference<State> state) {
      super(listener);
      this.state = state;
    }

    @Override
    public void onMessage(Q message) {
      if (state.get() != State.BROKEN) {
        super.onMessage(message);
      }
    }

    @Override
    public void onHalfClose() {
      if (state.get() != State.BROKEN) {
        super.onHalfClose();
      }
    }

    @Override
    public void onCancel() {
      if (state.compareAndSet(State.OPEN, State.BROKEN)) {
        super.onCancel();
      }
    }
  }
}
