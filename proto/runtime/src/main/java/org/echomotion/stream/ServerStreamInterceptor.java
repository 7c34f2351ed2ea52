package org.echomotion.stream;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.echomotion.error.CommonError;
import org.echomotion.error.EchoMotionException;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.jboss.logging.Logger;

/** Limits the open streams, and takes each answer from its source only when it can be sent. */
@ServerStream
@Interceptor
// After the roles are checked.
@Priority(Interceptor.Priority.LIBRARY_BEFORE + 90)
public class ServerStreamInterceptor {

  private static final Logger LOG = Logger.getLogger(ServerStreamInterceptor.class);

  private final OpenStreams streams;
  private final Actors actors;
  private final Duration maxStall;

  ServerStreamInterceptor(OpenStreams streams, Actors actors, StreamSettings settings) {
    this.streams = streams;
    this.actors = actors;
    this.maxStall = settings.maxStall();
  }

  @AroundInvoke
  Object open(InvocationContext call) throws Exception {
    StreamKind kind = call.getMethod().getAnnotation(ServerStream.class).value();
    String caller = actors.current().map(Actor::toString).orElse("");
    Optional<StreamTransport> transport = StreamTransports.current();
    Multi<?> answers = (Multi<?>) Objects.requireNonNull(call.proceed());
    Multi<?> sent = transport.isPresent() ? paced(answers, transport.get(), maxStall) : answers;
    return Multi.createFrom()
        .resource(() -> streams.open(kind, caller), place -> sent)
        .withFinalizer(streams::close);
  }

  /**
   * Returns the answers, each sent when the transport is ready, and the end of the stream when all
   * are. Fails with {@code STREAM_STALLED} if the transport is not ready for {@code maxStall}.
   */
  static <T> Multi<T> paced(Multi<T> answers, StreamTransport transport, Duration maxStall) {
    Uni<Void> ready =
        transport
            .ready()
            .ifNoItem()
            .after(maxStall)
            .recoverWithUni(
                () -> {
                  LOG.warnf("A caller does not read. Its stream ends after %s.", maxStall);
                  return Uni.createFrom()
                      .failure(
                          new EchoMotionException(
                              CommonError.STREAM_STALLED, maxStall.toSeconds()));
                });
    // The source may block. The thread that writes must not.
    return answers
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .onItem()
        .call(() -> ready)
        .onCompletion()
        .call(() -> ready);
  }
}
