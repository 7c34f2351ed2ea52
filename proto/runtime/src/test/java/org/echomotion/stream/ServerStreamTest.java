package org.echomotion.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.echomotion.error.CommonError;
import org.echomotion.error.EchoMotionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hundred answers that wait for the transport. */
class ServerStreamTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final AtomicBoolean writable = new AtomicBoolean(true);
  private final CountDownLatch held = new CountDownLatch(1);
  private final AtomicInteger produced = new AtomicInteger();
  private final StreamTransport transport = new StreamTransport(this::isWritable, thread);
  private final Multi<Integer> answers =
      Multi.createFrom().range(0, 100).invoke(answer -> produced.incrementAndGet());

  @AfterEach
  void stop() {
    thread.shutdownNow();
  }

  private boolean isWritable() {
    if (!writable.get()) {
      held.countDown();
    }
    return writable.get();
  }

  /** The caller of a transport that is full after one of the answers. */
  private AssertSubscriber<Integer> callerWhoStopsAt(int last) {
    return ServerStreamInterceptor.paced(answers, transport, LONG)
        .onItem()
        .invoke(answer -> writable.set(answer != last))
        .subscribe()
        .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
  }

  private void readOn() throws Exception {
    writable.set(true);
    thread.submit(transport::onReady).get();
  }

  @Test
  void producesOneAnswerMoreThanTheTransportTakes() throws Exception {
    AssertSubscriber<Integer> caller = callerWhoStopsAt(9);
    held.await();
    assertEquals(10, caller.getItems().size());
    assertEquals(11, produced.get());
    readOn();
    caller.awaitCompletion(LONG);
    assertEquals(IntStream.range(0, 100).boxed().toList(), caller.getItems());
  }

  @Test
  void endsOnlyWhenTheLastAnswerIsTaken() throws Exception {
    AssertSubscriber<Integer> caller = callerWhoStopsAt(99);
    held.await();
    assertEquals(100, caller.getItems().size());
    caller.assertNotTerminated();
    readOn();
    caller.awaitCompletion(LONG);
  }

  @Test
  void aCallerWhoDoesNotReadLosesTheStream() {
    writable.set(false);
    EchoMotionException failure =
        (EchoMotionException)
            ServerStreamInterceptor.paced(answers, transport, Duration.ofMillis(1))
                .subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE))
                .awaitFailure(LONG)
                .getFailure();
    assertEquals(CommonError.STREAM_STALLED, failure.code());
  }
}
