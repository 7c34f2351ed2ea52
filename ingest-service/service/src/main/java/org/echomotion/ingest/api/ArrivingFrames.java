package org.echomotion.ingest.api;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.echomotion.contract.ingest.v1.StreamArrivingFramesResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.CineRecipe;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.settings.IngestSettings;
import org.echomotion.tenant.Actors;

/**
 * Streams the working frames of an upload before the file is complete. It looks at the file at
 * intervals and sends the new frames. All listeners of an upload share one decode, and each gets
 * all its frames, also one that begins to listen later. Nothing is sent of a cine that becomes two
 * clips.
 */
@ApplicationScoped
class ArrivingFrames {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(150);

  private final ArrivingUploads uploads;
  private final CineRecipe recipe;
  private final Actors actors;
  private final FrameMemory memory;
  private final Map<Upload, Shared> shared = new HashMap<>();

  ArrivingFrames(
      ArrivingUploads uploads, Actors actors, FrameMemory memory, IngestSettings settings) {
    this.uploads = uploads;
    this.actors = actors;
    this.memory = memory;
    this.recipe = ConfiguredRecipe.of(settings);
  }

  /** One upload's decode and the number of its listeners. */
  private static final class Shared {
    private final Upload upload;
    private final ArrivedParts parts;
    private int listeners;

    Shared(Upload upload, ArrivedParts parts) {
      this.upload = upload;
      this.parts = parts;
    }
  }

  /** The parts that a listener has not got yet, and whether more may follow. */
  private record Look(int first, int end, boolean underWay) {}

  /**
   * @throws EchoMotionException {@code NO_UPLOAD} if no upload to the study is in progress. The
   *     stream fails if a step rejects the file
   */
  Multi<StreamArrivingFramesResponse> stream(String studyKey) {
    Upload upload =
        uploads
            .to(actors.required().tenant(), studyKey)
            .orElseThrow(() -> new EchoMotionException(IngestError.NO_UPLOAD));
    return Multi.createFrom()
        .resource(() -> join(upload), this::parts)
        .withFinalizer((Shared left) -> leave(left));
  }

  private synchronized Shared join(Upload upload) {
    Shared joined =
        shared.computeIfAbsent(
            upload, fresh -> new Shared(fresh, new ArrivedParts(fresh, recipe, memory)));
    joined.listeners++;
    return joined;
  }

  private synchronized void leave(Shared left) {
    left.listeners--;
    if (left.listeners == 0) {
      shared.remove(left.upload);
      // Waits for a decode that is under way.
      Infrastructure.getDefaultExecutor().execute(left.parts::close);
    }
  }

  private Multi<StreamArrivingFramesResponse> parts(Shared joined) {
    return Multi.createBy()
        .repeating()
        .uni(AtomicInteger::new, sent -> onWorker(() -> look(joined, sent)))
        .withDelay(BETWEEN_LOOKS)
        .whilst(Look::underWay)
        .onItem()
        .transformToMultiAndConcatenate(
            look ->
                Multi.createFrom()
                    .range(look.first(), look.end())
                    .onItem()
                    .transformToUniAndConcatenate(
                        index -> onWorker(() -> joined.parts.part(index))));
  }

  private Look look(Shared joined, AtomicInteger sent) {
    boolean underWay = uploads.has(joined.upload);
    int end = underWay ? joined.parts.advance() : joined.parts.last();
    return new Look(sent.getAndSet(end), end, underWay);
  }

  private static <T> Uni<T> onWorker(Supplier<T> work) {
    return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }
}
