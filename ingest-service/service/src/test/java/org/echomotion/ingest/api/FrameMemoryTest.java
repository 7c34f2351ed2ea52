package org.echomotion.ingest.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameMemoryTest {

  private static final long MIB = 1 << 20;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** Six of ten MiB, and more than all of it. */
  @ParameterizedTest
  @ValueSource(longs = {2 * MIB, 1000 * MIB})
  void aCineThatDoesNotFitWaitsForTheOthers(long pixels) throws Exception {
    FrameMemory memory = new FrameMemory(10 * MIB);
    CountDownLatch second = new CountDownLatch(1);
    Future<?> waiting;
    try (FrameMemory.Share first = memory.share()) {
      first.take(pixels);
      waiting =
          threads.submit(
              () -> {
                try (FrameMemory.Share share = memory.share()) {
                  share.take(pixels);
                  second.countDown();
                }
              });
      assertFalse(second.await(200, TimeUnit.MILLISECONDS), "there was no memory for both");
    }
    waiting.get(20, TimeUnit.SECONDS);
    assertEquals(0, second.getCount());
  }

  @Test
  void aShareMayGrowAndIsGivenBack() throws Exception {
    FrameMemory memory = new FrameMemory(10 * MIB);
    threads
        .submit(
            () -> {
              for (int i = 0; i < 3; i++) {
                try (FrameMemory.Share share = memory.share()) {
                  share.take(MIB);
                  share.take(3 * MIB);
                  share.take(MIB);
                }
              }
              try (FrameMemory.Share all = memory.share()) {
                all.take(1000 * MIB);
              }
            })
        .get(20, TimeUnit.SECONDS);
  }
}
