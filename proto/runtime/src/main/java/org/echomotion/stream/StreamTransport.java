package org.echomotion.stream;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What carries the messages of one call. It is ready while it does not hold back messages that the
 * caller has not read.
 */
final class StreamTransport {

  private final BooleanSupplier ready;
  private final Executor thread;
  private @Nullable Runnable waiting;

  /**
   * @param ready whether it can take a message
   * @param thread executes in the one thread that writes to it
   */
  StreamTransport(BooleanSupplier ready, Executor thread) {
    this.ready = ready;
    this.thread = thread;
  }

  /**
   * Waits until the next message can be sent. Completes in the thread that writes: only there the
   * answer is certain, because a message that was sent before is then written.
   */
  Uni<Void> ready() {
    return Uni.createFrom()
        .emitter(
            emitter ->
                thread.execute(
                    () -> {
                      if (ready.getAsBoolean()) {
                        emitter.complete(null);
                      } else {
                        waiting = () -> emitter.complete(null);
                      }
                    }));
  }

  /** To be called in the thread that writes, whenever the transport becomes ready. */
  void onReady() {
    @Nullable Runnable next = waiting;
    waiting = null;
    if (next != null) {
      next.run();
    }
  }
}
