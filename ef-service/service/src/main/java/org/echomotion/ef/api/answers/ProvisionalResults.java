package org.echomotion.ef.api.answers;

import io.grpc.Status;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.common.v1.ModelReference;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ingest.v1.IngestService;
import org.echomotion.contract.ingest.v1.StreamArrivingFramesRequest;
import org.echomotion.contract.ingest.v1.StreamArrivingFramesResponse;
import org.echomotion.contract.segmentation.v1.SegmentFramesRequest;
import org.echomotion.contract.segmentation.v1.SegmentFramesResponse;
import org.echomotion.contract.segmentation.v1.SegmentationServiceGrpc.SegmentationServiceBlockingStub;
import org.echomotion.ef.api.measuring.ClipMeasuring;
import org.echomotion.ef.api.messages.RecordingMessages;
import org.echomotion.ef.api.messages.ResultMessages;
import org.echomotion.ef.api.peers.SegmentationClient;
import org.echomotion.ef.beats.FrameRate;
import org.echomotion.ef.clip.ClipOutcome;
import org.echomotion.ef.clip.ClipResult;
import org.echomotion.ef.clip.SegmentedClip;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.contour.PixelSpacing;
import org.echomotion.pseudonym.StudyKeys;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.jboss.logging.Logger;

/**
 * Provisional results of a cine during its upload. Each new part is segmented, and all frames so
 * far are measured like a whole clip. Nothing is stored, and results are computed only while a
 * caller watches, once for all callers who watch the same study.
 */
@ApplicationScoped
class ProvisionalResults {

  private static final Logger LOG = Logger.getLogger(ProvisionalResults.class);

  private static final long DEADLINE_SECONDS = 10;

  private final IngestService ingest;
  private final SegmentationServiceBlockingStub segmentation;
  private final ClipMeasuring measuring;
  private final StudyKeys keys;
  private final Actors actors;
  private final Map<Subject, Multi<EjectionFraction>> watched = new ConcurrentHashMap<>();

  /** A study to which a cine is uploaded. */
  private record Subject(String tenant, String studyKey) {}

  ProvisionalResults(
      @GrpcClient("ingest") IngestService ingest,
      @GrpcClient("segmentation") SegmentationServiceBlockingStub segmentation,
      ClipMeasuring measuring,
      StudyKeys keys,
      Actors actors) {
    this.ingest = ingest;
    this.segmentation = segmentation;
    this.measuring = measuring;
    this.keys = keys;
    this.actors = actors;
  }

  /**
   * Sends results with an ejection fraction, from the first complete beat until the end of the
   * upload. Sends nothing if there is no upload. If a peer fails, the stream ends early without an
   * error, because the stored result does not depend on it.
   */
  Multi<EjectionFraction> of(String studyKey) {
    Actor caller = actors.required();
    Subject subject = new Subject(caller.tenant(), keys.stored(studyKey));
    return Multi.createFrom()
        .deferred(() -> watched.computeIfAbsent(subject, fresh -> shared(fresh, studyKey, caller)))
        // A caller who does not read must not hold up the others.
        .onOverflow()
        .dropPreviousItems();
  }

  private Multi<EjectionFraction> shared(Subject subject, String studyKey, Actor caller) {
    return measured(subject.studyKey(), studyKey, caller)
        .onTermination()
        .invoke(() -> watched.remove(subject))
        .broadcast()
        .withCancellationAfterLastSubscriberDeparture()
        .toAllSubscribers();
  }

  private Multi<EjectionFraction> measured(String stored, String stated, Actor caller) {
    StreamArrivingFramesRequest request =
        StreamArrivingFramesRequest.newBuilder().setStudyKey(stated).build();
    return Multi.createFrom()
        .deferred(
            () -> {
              Arriving arriving = new Arriving(stored);
              return ingest
                  .streamArrivingFrames(request)
                  .onItem()
                  .transformToUniAndConcatenate(
                      part ->
                          Uni.createFrom()
                              // The call of the first caller may end before the upload.
                              .item(() -> actors.as(caller, () -> arriving.with(part)))
                              .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                  .onItem()
                  .transformToIterable(result -> result.stream().toList());
            })
        .onFailure()
        .invoke(ProvisionalResults::log)
        .onFailure()
        .recoverWithCompletion();
  }

  private static void log(Throwable failure) {
    if (Status.fromThrowable(failure).getCode() != Status.Code.NOT_FOUND) {
      LOG.warnf("No provisional ejection fraction for an upload under way: %s", failure);
    }
  }

  /** The frames of one cine received so far. */
  private final class Arriving {
    private final String studyKey;
    private final Optional<ModelReference> corrector = measuring.corrector();
    private final List<FrameContour> outlines = new ArrayList<>();

    Arriving(String studyKey) {
      this.studyKey = studyKey;
    }

    Optional<EjectionFraction> with(StreamArrivingFramesResponse part) {
      SegmentFramesResponse segmented =
          segmentation
              .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
              .segmentFrames(
                  SegmentFramesRequest.newBuilder()
                      .setFirstFrame(part.getFirstFrame())
                      .setPixels(part.getPixels())
                      .setPreprocessingVersion(part.getPreprocessingVersion())
                      .build());
      segmented.getFramesList().forEach(frame -> SegmentationClient.add(outlines, frame));
      return measured(part, segmented.getProvenance());
    }

    private Optional<EjectionFraction> measured(
        StreamArrivingFramesResponse part, Provenance segmentedBy) {
      Optional<PixelSpacing> spacing =
          part.hasMmPerWorkingPixel()
              ? Optional.of(new PixelSpacing(part.getMmPerWorkingPixel()))
              : Optional.empty();
      SegmentedClip clip =
          new SegmentedClip(
              outlines,
              new FrameRate(part.getFrameRateHz()),
              spacing,
              RecordingMessages.read(part.getRecording(), outlines.size()),
              part.getView() == View.VIEW_OTHER);
      ClipResult result = measuring.measure(clip, part.getView(), segmentedBy, corrector);
      boolean showsABeat =
          result.beats().stream().anyMatch(beat -> beat.included() && beat.beat().complete());
      if (!showsABeat || !(result.outcome() instanceof ClipOutcome.Computed)) {
        return Optional.empty();
      }
      return Optional.of(
          ResultMessages.of(result, clip.frameRate(), spacing, clip.recording())
              .setStudyKey(studyKey)
              .setView(part.getView())
              .setProvenance(measuring.provenance(segmentedBy, corrector))
              .build());
    }
  }
}
