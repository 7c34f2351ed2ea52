package org.echomotion.segmentation.serving;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.echomotion.error.EchoMotionException;
import org.echomotion.segmentation.SegmentationError;
import org.echomotion.segmentation.model.FrameOutputs;
import org.echomotion.segmentation.model.ServedSignature;
import org.jspecify.annotations.Nullable;

/**
 * The queue in front of a model. Waiting frames of one signature run together in a batch. A batch
 * starts when it is full, or when its oldest frame has waited for the time budget. The signature
 * with the oldest waiting frame goes first.
 *
 * <p>Guarantees: every future of {@link #submit} completes with outputs, with the failure of its
 * own batch, or with {@link SegmentationError#SHUTTING_DOWN}. A request is accepted as a whole or
 * not at all. The queue never exceeds its capacity.
 */
public final class DynamicBatcher implements AutoCloseable {

  private record Waiting(byte[] frame, CompletableFuture<FrameOutputs> outcome, long sinceNanos) {}

  private record Batch(ServedSignature signature, List<Waiting> frames) {}

  private final BatchRunner runner;
  private final BatchSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition roomMade = lock.newCondition();
  // INVARIANT, under lock: waiting == sum of the queues' sizes <= settings.queueCapacity().
  private final Map<ServedSignature, Deque<Waiting>> queues = new EnumMap<>(ServedSignature.class);
  private int waiting;
  private boolean closed;
  private final List<Thread> threads = new ArrayList<>();

  public DynamicBatcher(BatchRunner runner, BatchSettings settings) {
    this.runner = runner;
    this.settings = settings;
    for (ServedSignature signature : ServedSignature.values()) {
      queues.put(signature, new ArrayDeque<>());
    }
    for (int i = 0; i < settings.runners(); i++) {
      Thread thread = new Thread(this::work, "model-runner-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  /**
   * Queues frames.
   *
   * @param frames frames, each uint8 [112, 112] row-major; must not be changed afterwards
   * @param patience longest wait for room; with zero the call fails at once
   * @return futures, one per frame, in order
   * @throws EchoMotionException {@link SegmentationError#QUEUE_FULL} if there is no room in time;
   *     {@link SegmentationError#SHUTTING_DOWN} after {@link #close}
   */
  public List<CompletableFuture<FrameOutputs>> submit(
      ServedSignature signature, List<byte[]> frames, Duration patience) {
    lock.lock();
    try {
      awaitRoom(frames.size(), patience);
      List<CompletableFuture<FrameOutputs>> outcomes = new ArrayList<>(frames.size());
      long now = System.nanoTime();
      for (byte[] frame : frames) {
        Waiting one = new Waiting(frame, new CompletableFuture<>(), now);
        queue(signature).add(one);
        outcomes.add(one.outcome());
      }
      waiting += frames.size();
      arrived.signalAll();
      return List.copyOf(outcomes);
    } finally {
      lock.unlock();
    }
  }

  private void awaitRoom(int frames, Duration patience) {
    long left = patience.toNanos();
    while (!closed && waiting + frames > settings.queueCapacity()) {
      // A request larger than the whole queue would wait forever.
      if (left <= 0 || frames > settings.queueCapacity()) {
        throw new EchoMotionException(
            SegmentationError.QUEUE_FULL, waiting, settings.queueCapacity());
      }
      try {
        left = roomMade.awaitNanos(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EchoMotionException(e, SegmentationError.SHUTTING_DOWN);
      }
    }
    if (closed) {
      throw new EchoMotionException(SegmentationError.SHUTTING_DOWN);
    }
  }

  private void work() {
    while (true) {
      Batch batch;
      try {
        batch = nextBatch();
      } catch (InterruptedException e) {
        return;
      }
      if (batch == null) {
        return;
      }
      run(batch);
    }
  }

  /** Returns the next batch, or null after close. */
  private @Nullable Batch nextBatch() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        ServedSignature signature = longestWaiting();
        if (signature == null) {
          arrived.await();
          continue;
        }
        Deque<Waiting> queue = queue(signature);
        int size = settings.batchSize(signature);
        long left =
            settings.timeBudget().toNanos() - (System.nanoTime() - queue.element().sinceNanos());
        if (queue.size() < size && left > 0) {
          arrived.awaitNanos(left);
          continue;
        }
        List<Waiting> taken = new ArrayList<>(size);
        while (taken.size() < size && !queue.isEmpty()) {
          taken.add(queue.poll());
        }
        waiting -= taken.size();
        roomMade.signalAll();
        return new Batch(signature, taken);
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private Deque<Waiting> queue(ServedSignature signature) {
    return Objects.requireNonNull(queues.get(signature));
  }

  /** Returns the signature with the oldest waiting frame; null if no frame waits. */
  private @Nullable ServedSignature longestWaiting() {
    ServedSignature longest = null;
    for (Map.Entry<ServedSignature, Deque<Waiting>> entry : queues.entrySet()) {
      Waiting head = entry.getValue().peek();
      if (head != null
          && (longest == null || head.sinceNanos() - queue(longest).element().sinceNanos() < 0)) {
        longest = entry.getKey();
      }
    }
    return longest;
  }

  private void run(Batch batch) {
    List<FrameOutputs> outputs;
    try {
      outputs = runner.run(batch.signature(), batch.frames().stream().map(Waiting::frame).toList());
      if (outputs.size() != batch.frames().size()) {
        throw new IllegalStateException("The runner returned too few frames.");
      }
    } catch (Throwable failure) {
      // Even an Error must reach the waiting callers, or they would wait forever.
      EchoMotionException cause =
          failure instanceof EchoMotionException known
              ? known
              : new EchoMotionException(failure, SegmentationError.INFERENCE_FAILED);
      batch.frames().forEach(w -> w.outcome().completeExceptionally(cause));
      return;
    }
    for (int i = 0; i < outputs.size(); i++) {
      batch.frames().get(i).outcome().complete(outputs.get(i));
    }
  }

  /** Number of waiting frames. */
  public int waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for running batches and fails waiting frames. Does not close the runner. */
  @Override
  public void close() {
    List<Waiting> left = new ArrayList<>();
    lock.lock();
    try {
      closed = true;
      queues
          .values()
          .forEach(
              q -> {
                left.addAll(q);
                q.clear();
              });
      waiting = 0;
      arrived.signalAll();
      roomMade.signalAll();
    } finally {
      lock.unlock();
    }
    left.forEach(
        w ->
            w.outcome()
                .completeExceptionally(new EchoMotionException(SegmentationError.SHUTTING_DOWN)));
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
