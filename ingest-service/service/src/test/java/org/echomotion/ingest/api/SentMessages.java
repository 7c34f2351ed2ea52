package org.echomotion.ingest.api;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the messages of each call for frames that the service has handed to the transport. */
@GlobalInterceptor
@ApplicationScoped
public class SentMessages implements ServerInterceptor {

  /** A call, and how the service ended it. */
  record Call(AtomicInteger messages, CompletableFuture<Status> ended) {}

  static final List<Call> CALLS = new CopyOnWriteArrayList<>();

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String method = call.getMethodDescriptor().getBareMethodName();
    if (!Objects.equals(method, "StreamFrames")) {
      return next.startCall(call, headers);
    }
    Call counted = new Call(new AtomicInteger(), new CompletableFuture<>());
    CALLS.add(counted);
    return next.startCall(
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void sendMessage(A message) {
            counted.messages().incrementAndGet();
            super.sendMessage(message);
          }

          @Override
          public void close(Status status, Metadata trailers) {
            counted.ended().complete(status);
            super.close(status, trailers);
          }
        },
        headers);
  }
}
