package org.echomotion.segmentation.api;

import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.contract.common.v1.ViewFinding;
import org.echomotion.contract.events.v1.ClipIngested;
import org.echomotion.error.DeletedClip;
import org.echomotion.error.EchoMotionException;
import org.echomotion.segmentation.SegmentationError;
import org.echomotion.segmentation.metrics.SegmentationMetrics;
import org.echomotion.segmentation.outline.FrameSegmentation;
import org.echomotion.segmentation.segment.ClipSegmentation;
import org.echomotion.segmentation.segment.ClipSegmenter;
import org.echomotion.segmentation.segment.Provenance;
import org.echomotion.segmentation.store.SegmentationStore;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Segments one clip, stores the result once, and sends {@code clip.segmented}. */
@ApplicationScoped
class SegmentationStep {

  private static final Logger LOG = Logger.getLogger(SegmentationStep.class);

  /** Frames asked of ingest and handed to the model at once. */
  private static final int CHUNK = 32;

  /** Chunks that may wait for the model while the next is fetched. */
  private static final int CHUNKS_AHEAD = 2;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ModelServer models;
  private final ServiceProvenance provenance;
  private final IngestClient source;
  private final ViewFinder views;
  private final SegmentationStore store;
  private final SegmentationMetrics metrics;
  private final MutinyEmitter<Record<String, byte[]>> segmented;

  SegmentationStep(
      ModelServer models,
      ServiceProvenance provenance,
      IngestClient source,
      ViewFinder views,
      SegmentationStore store,
      SegmentationMetrics metrics,
      @Channel("segmentation-clip-segmented") MutinyEmitter<Record<String, byte[]>> segmented) {
    this.models = models;
    this.provenance = provenance;
    this.source = source;
    this.views = views;
    this.store = store;
    this.metrics = metrics;
    this.segmented = segmented;
  }

  /**
   * Returns when the segmentation is stored and the broker has acknowledged {@code clip.segmented}.
   * A clip that was deleted meanwhile is dropped.
   *
   * @throws EchoMotionException if trying again would not help
   * @throws RuntimeException if a peer, the study store or the broker failed for ten minutes
   */
  @Retry(
      maxRetries = -1,
      maxDuration = 10,
      durationUnit = ChronoUnit.MINUTES,
      delay = 200,
      abortOn = EchoMotionException.class)
  @ExponentialBackoff(maxDelay = 2, maxDelayUnit = ChronoUnit.SECONDS)
  void perform(UUID clipId, UUID studyId, ClipIngested clip) {
    Provenance by = provenance.current();
    if (!by.preprocessingVersion().equals(clip.getPreprocessingVersion())) {
      throw new EchoMotionException(
          SegmentationError.OTHER_PREPROCESSING,
          clip.getPreprocessingVersion(),
          by.preprocessingVersion());
    }
    try {
      Optional<ClipSegmentation> result =
          store.find(clipId, by).or(() -> segmented(clipId, studyId, by, clip.getFrameCount()));
      Optional<ViewFinding> view = result.flatMap(standing -> views.find(clipId, clip));
      if (view.isEmpty()) {
        LOG.infof("Clip %s was deleted before it was segmented", clipId);
        return;
      }
      byte[] event = SegmentationMessages.segmented(clip, view.get(), result.get()).toByteArray();
      segmented.sendAndAwait(Record.of(studyId.toString(), event));
    } catch (RuntimeException e) {
      if (DeletedClip.caused(e)) {
        LOG.infof("Clip %s was deleted before it was segmented", clipId);
        return;
      }
      if (models.stopping()) {
        models.awaitStopped();
        throw new EchoMotionException(e, SegmentationError.SHUTTING_DOWN);
      }
      if (e instanceof EchoMotionException known && !passes(known)) {
        throw e;
      }
      LOG.warnf("Clip %s could not be segmented yet: %s", clipId, e);
      throw new IllegalStateException(e);
    }
  }

  private Optional<ClipSegmentation> segmented(
      UUID clipId, UUID studyId, Provenance by, int frameCount) {
    Optional<ClipSegmentation> stored =
        metrics.segmenting(
            () ->
                outlines(clipId, frameCount)
                    .map(
                        frames ->
                            store.save(
                                ClipSegmentation.of(clipId, studyId, by, frames, Instant.now()),
                                frames)));
    stored.ifPresent(clip -> metrics.uncertainty(clip.meanBoundaryEntropy()));
    return stored;
  }

  /** The queue empties, and after a restart the clip comes again. */
  private static boolean passes(EchoMotionException failure) {
    return failure.code() == SegmentationError.QUEUE_FULL
        || failure.code() == SegmentationError.SHUTTING_DOWN;
  }

  private Optional<List<FrameSegmentation>> outlines(UUID clipId, int frameCount) {
    ClipSegmenter segmenter =
        new ClipSegmenter(models.awaitBatcher(PATIENCE), provenance.outline(), PATIENCE);
    List<FrameSegmentation> outlines = new ArrayList<>(frameCount);
    Deque<ClipSegmenter.Chunk> ahead = new ArrayDeque<>();
    for (int first = 0; first < frameCount; first += CHUNK) {
      Optional<List<byte[]>> frames =
          source.read(clipId, first, Math.min(CHUNK, frameCount - first));
      if (frames.isEmpty()) {
        return Optional.empty();
      }
      ahead.add(segmenter.start(first, frames.get()));
      if (ahead.size() > CHUNKS_AHEAD) {
        outlines.addAll(ahead.poll().outlines());
      }
    }
    while (!ahead.isEmpty()) {
      outlines.addAll(ahead.poll().outlines());
    }
    return Optional.of(outlines);
  }
}
