package org.echomotion.segmentation.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.echomotion.error.EchoMotionException;
import org.echomotion.segmentation.SegmentationError;
import org.echomotion.segmentation.model.FrameOutputs;
import org.echomotion.segmentation.model.ServedSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DynamicBatcherTest {

  private static final Duration NOW = Duration.ZERO;

  /** Answers with the frame's first byte; records each batch; can be held back. */
  private static final class Echo implements BatchRunner {
    final LinkedBlockingQueue<List<Integer>> batches = new LinkedBlockingQueue<>();
    final CountDownLatch held;

    Echo(boolean held) {
      this.held = new CountDownLatch(held ? 1 : 0);
    }

    @Override
    public List<FrameOutputs> run(ServedSignature signature, List<byte[]> frames) {
      batches.add(frames.stream().map(f -> (int) f[0]).toList());
      try {
        held.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return frames.stream()
          .map(f -> new FrameOutputs(Map.of(signature.key(), new float[] {f[0]})))
          .toList();
    }
  }

  private static BatchSettings settings(int batch, int capacity, Duration budget) {
    return new BatchSettings(batch, batch, capacity, budget, 1);
  }

  private static List<byte[]> frames(int... first) {
    List<byte[]> frames = new ArrayList<>();
    for (int f : first) {
      frames.add(new byte[] {(byte) f});
    }
    return frames;
  }

  private static SegmentationError codeOf(CompletableFuture<FrameOutputs> outcome) {
    CompletionException failure = assertThrows(CompletionException.class, outcome::join);
    return (SegmentationError) ((EchoMotionException) failure.getCause()).code();
  }

  @Test
  void framesOfSeveralRequestsShareABatchAndEachGetsItsOwn() throws Exception {
    Echo echo = new Echo(false);
    try (DynamicBatcher batcher =
        new DynamicBatcher(echo, settings(4, 16, Duration.ofSeconds(20)))) {
      var first = batcher.submit(ServedSignature.SEGMENT, frames(1), NOW);
      var second = batcher.submit(ServedSignature.SEGMENT, frames(2, 3, 4), NOW);
      assertEquals(1, first.get(0).get(5, TimeUnit.SECONDS).get("segment")[0]);
      assertEquals(4, second.get(2).get(5, TimeUnit.SECONDS).get("segment")[0]);
      assertEquals(List.of(1, 2, 3, 4), echo.batches.take());
    }
  }

  @Test
  void aBatchThatDoesNotFillStartsAfterTheTimeBudget() throws Exception {
    Echo echo = new Echo(false);
    try (DynamicBatcher batcher =
        new DynamicBatcher(echo, settings(4, 16, Duration.ofMillis(200)))) {
      long start = System.nanoTime();
      batcher.submit(ServedSignature.SEGMENT, frames(1), NOW).get(0).get(5, TimeUnit.SECONDS);
      long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      assertTrue(waited >= 190, "started after " + waited + " ms");
      assertEquals(List.of(1), echo.batches.take());
    }
  }

  @Test
  void signaturesDoNotMix() throws Exception {
    Echo echo = new Echo(false);
    try (DynamicBatcher batcher =
        new DynamicBatcher(echo, settings(4, 16, Duration.ofMillis(50)))) {
      var segment = batcher.submit(ServedSignature.SEGMENT, frames(1, 2), NOW);
      var heat = batcher.submit(ServedSignature.GRAD_CAM, frames(3), NOW);
      assertEquals(2, segment.get(1).get(5, TimeUnit.SECONDS).get("segment")[0]);
      assertEquals(3, heat.get(0).get(5, TimeUnit.SECONDS).get("grad_cam")[0]);
      assertEquals(List.of(1, 2), echo.batches.take());
      assertEquals(List.of(3), echo.batches.take());
    }
  }

  @Test
  void aFullQueueRefusesAtOnceAndWholly() throws Exception {
    Echo echo = new Echo(true);
    try (DynamicBatcher batcher = new DynamicBatcher(echo, settings(1, 3, NOW))) {
      var running = batcher.submit(ServedSignature.SEGMENT, frames(0), NOW);
      echo.batches.take();
      var waiting = batcher.submit(ServedSignature.SEGMENT, frames(1, 2), NOW);
      EchoMotionException refused =
          assertThrows(
              EchoMotionException.class,
              () -> batcher.submit(ServedSignature.SEGMENT, frames(3, 4), NOW));
      assertEquals(SegmentationError.QUEUE_FULL, refused.code());
      assertEquals(2, batcher.waiting());
      echo.held.countDown();
      assertEquals(0, running.get(0).get(5, TimeUnit.SECONDS).get("segment")[0]);
      assertEquals(2, waiting.get(1).get(5, TimeUnit.SECONDS).get("segment")[0]);
    }
  }

  @Test
  void thePatientWaitForRoom() throws Exception {
    Echo echo = new Echo(true);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (DynamicBatcher batcher = new DynamicBatcher(echo, settings(1, 1, NOW))) {
      batcher.submit(ServedSignature.SEGMENT, frames(0), NOW);
      echo.batches.take();
      batcher.submit(ServedSignature.SEGMENT, frames(1), NOW);
      Future<List<CompletableFuture<FrameOutputs>>> patient =
          other.submit(
              () -> batcher.submit(ServedSignature.SEGMENT, frames(2), Duration.ofSeconds(20)));
      assertFalse(patient.isDone());
      echo.held.countDown();
      assertEquals(
          2, patient.get(5, TimeUnit.SECONDS).get(0).get(5, TimeUnit.SECONDS).get("segment")[0]);
    } finally {
      other.shutdown();
    }
  }

  @Test
  void aFailureReachesEachWaiterOfItsBatchAndNoOther() throws Exception {
    BatchRunner fails =
        (signature, frames) -> {
          if (frames.get(0)[0] == 1) {
            throw new IllegalStateException("broken");
          }
          return frames.stream()
              .map(f -> new FrameOutputs(Map.of("segment", new float[] {f[0]})))
              .toList();
        };
    try (DynamicBatcher batcher =
        new DynamicBatcher(fails, settings(2, 16, Duration.ofSeconds(20)))) {
      var bad = batcher.submit(ServedSignature.SEGMENT, frames(1, 2), NOW);
      var good = batcher.submit(ServedSignature.SEGMENT, frames(3, 4), NOW);
      assertEquals(SegmentationError.INFERENCE_FAILED, codeOf(bad.get(0)));
      assertEquals(SegmentationError.INFERENCE_FAILED, codeOf(bad.get(1)));
      assertEquals(4, good.get(1).get(5, TimeUnit.SECONDS).get("segment")[0]);
    }
  }

  @Test
  void anErrorOfTheRunnerDoesNotStopTheOthers() throws Exception {
    BatchRunner fails =
        (signature, frames) -> {
          if (frames.get(0)[0] == 1) {
            throw new OutOfMemoryError("as if");
          }
          return List.of(new FrameOutputs(Map.of("segment", new float[] {frames.get(0)[0]})));
        };
    try (DynamicBatcher batcher = new DynamicBatcher(fails, settings(1, 16, NOW))) {
      var bad = batcher.submit(ServedSignature.SEGMENT, frames(1), NOW);
      var good = batcher.submit(ServedSignature.SEGMENT, frames(2), NOW);
      assertEquals(SegmentationError.INFERENCE_FAILED, codeOf(bad.get(0)));
      assertEquals(2, good.get(0).get(5, TimeUnit.SECONDS).get("segment")[0]);
    }
  }

  @Test
  void closeEndsWhatRunsFailsWhatWaitsAndRefusesWhatComes() throws Exception {
    Echo echo = new Echo(true);
    DynamicBatcher batcher = new DynamicBatcher(echo, settings(1, 8, NOW));
    var running = batcher.submit(ServedSignature.SEGMENT, frames(0), NOW);
    echo.batches.take();
    var waiting = batcher.submit(ServedSignature.SEGMENT, frames(1, 2), NOW);
    Thread closer = new Thread(batcher::close);
    closer.start();
    assertEquals(SegmentationError.SHUTTING_DOWN, codeOf(waiting.get(0)));
    assertEquals(SegmentationError.SHUTTING_DOWN, codeOf(waiting.get(1)));
    echo.held.countDown();
    assertEquals(0, running.get(0).get(5, TimeUnit.SECONDS).get("segment")[0]);
    closer.join();
    EchoMotionException refused =
        assertThrows(
            EchoMotionException.class,
            () -> batcher.submit(ServedSignature.SEGMENT, frames(3), NOW));
    assertSame(SegmentationError.SHUTTING_DOWN, refused.code());
  }

  @Test
  void manyCallersLoseNothing() throws Exception {
    Echo echo = new Echo(false);
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try (DynamicBatcher batcher =
        new DynamicBatcher(echo, new BatchSettings(5, 3, 40, Duration.ofMillis(1), 3))) {
      List<Future<Integer>> sums = new ArrayList<>();
      for (int c = 0; c < 8; c++) {
        ServedSignature signature = ServedSignature.values()[c % 2];
        sums.add(
            callers.submit(
                () -> {
                  int right = 0;
                  for (int i = 0; i < 200; i++) {
                    int value = i % 100;
                    var outcome =
                        batcher.submit(signature, frames(value, value + 1), Duration.ofSeconds(20));
                    right += outcome.get(0).get().get(signature.key())[0] == value ? 1 : 0;
                    right += outcome.get(1).get().get(signature.key())[0] == value + 1 ? 1 : 0;
                  }
                  return right;
                }));
      }
      for (Future<Integer> sum : sums) {
        assertEquals(400, sum.get());
      }
      Awaitility.await().until(() -> batcher.waiting() == 0);
      assertTrue(echo.batches.stream().allMatch(b -> b.size() <= 5));
    } finally {
      callers.shutdown();
    }
  }
}
