package org.echomotion.segmentation.api;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.echomotion.error.EchoMotionException;
import org.echomotion.segmentation.SegmentationError;
import org.echomotion.segmentation.metrics.SegmentationMetrics;
import org.echomotion.segmentation.model.ModelManifest;
import org.echomotion.segmentation.model.ModelRepository;
import org.echomotion.segmentation.serving.BatchSettings;
import org.echomotion.segmentation.serving.DynamicBatcher;
import org.echomotion.segmentation.serving.ModelEngine;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The segmentation model. Its files are checked before the service starts; without a valid model
 * the service does not start. Loading and warm-up continue in the background.
 */
@ApplicationScoped
public class ModelServer {

  private static final Logger LOG = Logger.getLogger(ModelServer.class);

  private record Running(ModelEngine engine, DynamicBatcher batcher) {}

  private final ModelRepository repository;
  private final String name;
  private final BatchSettings settings;
  private final SegmentationMetrics metrics;
  private final CompletableFuture<Running> running = new CompletableFuture<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable ModelManifest manifest;
  private volatile boolean stopping;

  ModelServer(SegmentationConfig config, SegmentationMetrics metrics) {
    this.metrics = metrics;
    this.repository = new ModelRepository(config.modelRepository());
    this.name = config.model();
    this.settings =
        new BatchSettings(
            config.segmentBatch(),
            config.gradCamBatch(),
            config.queueCapacity(),
            config.batchTimeBudget(),
            config.runners().orElseGet(() -> Runtime.getRuntime().availableProcessors()));
  }

  void onStart(@Observes StartupEvent started) {
    ModelRepository.CheckedModel model = repository.open(name);
    manifest = model.manifest();
    Thread loader = new Thread(() -> load(model), "model-loader");
    loader.setDaemon(true);
    loader.start();
  }

  private void load(ModelRepository.CheckedModel model) {
    long start = System.nanoTime();
    try (model) {
      ModelEngine engine = ModelEngine.load(model, settings);
      DynamicBatcher batcher = new DynamicBatcher(metrics.measured(engine), settings);
      metrics.watchQueue(batcher::waiting);
      Running ready = new Running(engine, batcher);
      if (!running.complete(ready)) {
        close(ready);
        return;
      }
      LOG.infof(
          "Model %s %s is ready after %d ms",
          model.manifest().name(),
          model.manifest().version(),
          (System.nanoTime() - start) / 1_000_000);
    } catch (Throwable failure) {
      // A process without a model would only collect clips. It ends, so that its supervisor
      // notices.
      LOG.error("The model cannot be loaded; the service stops", failure);
      running.completeExceptionally(failure);
      Quarkus.asyncExit(1);
    }
  }

  /** Whether the model is loaded and warmed up. */
  public boolean ready() {
    return running.isDone() && !running.isCompletedExceptionally();
  }

  public ModelManifest manifest() {
    return Objects.requireNonNull(manifest);
  }

  public BatchSettings settings() {
    return settings;
  }

  /**
   * The queue in front of the model.
   *
   * @throws EchoMotionException {@link SegmentationError#NOT_READY} until it is warmed up
   */
  public DynamicBatcher batcher() {
    if (!ready()) {
      throw new EchoMotionException(SegmentationError.NOT_READY);
    }
    return running.join().batcher();
  }

  /**
   * The queue, once the model is warmed up.
   *
   * @throws IllegalStateException if this takes longer than {@code atMost}
   */
  DynamicBatcher awaitBatcher(Duration atMost) {
    try {
      return running.get(atMost.toMillis(), TimeUnit.MILLISECONDS).batcher();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the model was loading.", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The model is not loaded.", e);
    }
  }

  void onStop(@Observes ShutdownEvent stop) {
    stopping = true;
  }

  /** Whether the service is shutting down; its database may already be closed. */
  boolean stopping() {
    return stopping;
  }

  /**
   * Waits until the broker's connectors are closed. An interrupted clip is then neither
   * acknowledged nor dead-lettered, and is delivered again.
   */
  void awaitStopped() {
    try {
      stopped.await();
    } catch (InterruptedException e) {
      // Threads are interrupted last.
      Thread.currentThread().interrupt();
    }
  }

  /** Beans are destroyed after the broker's connectors are closed. */
  @PreDestroy
  void stop() {
    stopped.countDown();
    EchoMotionException reason = new EchoMotionException(SegmentationError.SHUTTING_DOWN);
    if (!running.completeExceptionally(reason) && !running.isCompletedExceptionally()) {
      close(running.join());
    }
  }

  private static void close(Running model) {
    model.batcher().close();
    model.engine().close();
  }
}
