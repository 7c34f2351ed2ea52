package org.echomotion.segmentation.api;

import io.smallrye.faulttolerance.api.ExponentialBackoff;
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
import org.echomotion.error.DeletedClip;
import org.echomotion.error.EchoMotionException;
import org.echomotion.segmentation.SegmentationError;
import org.echomotion.segmentation.outline.FrameSegmentation;
import org.echomotion.segmentation.segment.ClipSegmentation;
import org.echomotion.segmentation.segment.ClipSegmenter;
import org.echomotion.segmentation.segment.Provenance;
import org.echomotion.segmentation.store.SegmentationStore;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.jboss.logging.Logger;

/** Segments one clip and keeps the result, once. */
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
  private final SegmentationStore store;

  SegmentationStep(
      ModelServer models,
      ServiceProvenance provenance,
      IngestClient source,
      SegmentationStore store) {
    this.models = models;
    this.provenance = provenance;
    this.source = source;
    this.store = store;
  }

  /**
   * @return the segmentation that stands; empty where the clip was deleted
   * @throws EchoMotionException if trying again would not help
   */
  @Retry(
      maxRetries = -1,
      maxDuration = 10,
      durationUnit = ChronoUnit.MINUTES,
      delay = 200,
      abortOn = EchoMotionException.class)
  @ExponentialBackoff(maxDelay = 2, maxDelayUnit = ChronoUnit.SECONDS)
  Optional<ClipSegmentation> segment(
      UUID clipId, UUID studyId, int frameCount, String preprocessingVersion) {
    Provenance by = provenance.current();
    if (!by.preprocessingVersion().equals(preprocessingVersion)) {
      throw new EchoMotionException(
          SegmentationError.OTHER_PREPROCESSING, preprocessingVersion, by.preprocessingVersion());
    }
    try {
      Optional<ClipSegmentation> known = store.find(clipId, by);
      if (known.isPresent()) {
        return known;
      }
      Optional<List<FrameSegmentation>> frames = outlines(clipId, frameCount);
      if (frames.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          store.save(
              ClipSegmentation.of(clipId, studyId, by, frames.get(), Instant.now()), frames.get()));
    } catch (RuntimeException e) {
      if (DeletedClip.caused(e)) {
        return Optional.empty();
      }
      if (models.stopping()) {
        models.awaitStopped();
        throw new EchoMotionException(e, SegmentationError.SHUTTING_DOWN);
      }
      if (e instanceof EchoMotionException known && !passes(known)) {
        throw e;
      }
      LOG.warnf("Clip %s could not be segmented for now: %s", clipId, e);
      throw new IllegalStateException(e);
    }
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
