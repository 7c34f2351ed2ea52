package org.echomotion.segmentation.training;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.training.augmentation.Augmentation;
import org.echomotion.segmentation.training.configuration.TrainingConfig;

/**
 * Augments an epoch's batches on one thread, a few ahead of the optimizer. INVARIANT: batch {@code
 * i} of an epoch depends on seed, epoch and {@code i} only.
 */
public final class BatchStream implements AutoCloseable {

  private static final int AHEAD = 4;

  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "augmentation");
            thread.setDaemon(true);
            return thread;
          });
  private final BlockingQueue<CompletableFuture<Batch>> ready = new LinkedBlockingQueue<>(AHEAD);

  public BatchStream(List<PreparedFrame> order, int epoch, TrainingConfig config) {
    worker.execute(
        () -> {
          for (int start = 0; start < order.size(); start += config.optim().batch()) {
            CompletableFuture<Batch> batch = new CompletableFuture<>();
            try {
              batch.complete(batch(order, start, epoch, config));
            } catch (RuntimeException e) {
              batch.completeExceptionally(e);
            }
            try {
              ready.put(batch);
            } catch (InterruptedException e) {
              // Closed: no more batches are needed.
              Thread.currentThread().interrupt();
              return;
            }
          }
        });
  }

  /** Waits for the next batch. */
  public Batch next() throws InterruptedException {
    try {
      return ready.take().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Augmentation failed.", e.getCause());
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }

  private static Batch batch(
      List<PreparedFrame> order, int start, int epoch, TrainingConfig config) {
    List<PreparedFrame> samples = new ArrayList<>(config.optim().batch());
    for (int i = start; i < start + config.optim().batch(); i++) {
      PreparedFrame frame = order.get(i);
      long seed = (config.seed() * 1_000_003 + epoch) * 1_000_003 + i;
      samples.add(new Augmentation(config.augment(), seed).apply(frame));
    }
    return Batch.of(samples);
  }
}
