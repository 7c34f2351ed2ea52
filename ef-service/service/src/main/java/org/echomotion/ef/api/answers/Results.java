package org.echomotion.ef.api.answers;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.ef.v1.WatchEjectionFractionRequest;
import org.echomotion.contract.ef.v1.WatchEjectionFractionResponse;
import org.echomotion.ef.EjectionFractionError;
import org.echomotion.ef.api.measuring.StudyMeasuring;
import org.echomotion.ef.api.measuring.StudyMeasuring.Combined;
import org.echomotion.ef.api.messages.PoorQuality;
import org.echomotion.ef.store.EjectionFractionStore;
import org.echomotion.ef.store.EjectionFractionStore.StudyResults;
import org.echomotion.ef.store.StoredResult;
import org.echomotion.error.EchoMotionException;

/** Results of a clip or a study, on request or as a stream. */
@ApplicationScoped
public class Results {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final EjectionFractionStore store;
  private final StudyMeasuring studies;
  private final ProvisionalResults provisional;

  Results(EjectionFractionStore store, StudyMeasuring studies, ProvisionalResults provisional) {
    this.store = store;
    this.studies = studies;
    this.provisional = provisional;
  }

  /**
   * Returns the results of a study or of one clip.
   *
   * @throws EchoMotionException {@link EjectionFractionError#NO_SUCH_STUDY} if there is no such
   *     study, {@link EjectionFractionError#NO_RESULT} if there is no result, {@link
   *     EjectionFractionError#BAD_REQUEST} if the request names neither a study nor a clip
   */
  public GetEjectionFractionResponse get(GetEjectionFractionRequest request) {
    List<StoredResult> found =
        switch (request.getOfCase()) {
          case STUDY_KEY -> study(request.getStudyKey()).results();
          case CLIP_ID -> store.newestOf(clipId(request.getClipId())).stream().toList();
          case OF_NOT_SET ->
              throw new EchoMotionException(
                  EjectionFractionError.BAD_REQUEST, "study_key or clip_id must be set");
        };
    if (found.isEmpty()) {
      throw new EchoMotionException(EjectionFractionError.NO_RESULT);
    }
    List<EjectionFraction> whole = found.stream().map(StoredResult::result).toList();
    GetEjectionFractionResponse.Builder response =
        GetEjectionFractionResponse.newBuilder()
            .addAllResults(
                request.getIncludePoor()
                    ? whole
                    : whole.stream().map(PoorQuality::withheld).toList());
    if (request.getOfCase() == GetEjectionFractionRequest.OfCase.STUDY_KEY) {
      response.setStudy(ofStudy(studies.combined(found), request.getIncludePoor()));
    }
    return response.build();
  }

  private static StudyEjectionFraction ofStudy(Combined study, boolean includePoor) {
    return includePoor ? study.result() : PoorQuality.withheld(study.result());
  }

  /** Whether the combined result of a study can still change. */
  boolean waiting(StudyResults study) {
    return study.waiting()
        || (study.underWay()
            && !study.results().isEmpty()
            && !studies.combined(study.results()).complete());
  }

  /**
   * Sends provisional results while a cine is being uploaded to the study, then each stored result,
   * and finally the combined result. The stream ends when every clip of the study has a result or
   * has failed and the combined result is stored.
   */
  public Multi<WatchEjectionFractionResponse> watch(WatchEjectionFractionRequest request) {
    return Multi.createBy().concatenating().streams(provisional(request), stored(request));
  }

  private Multi<WatchEjectionFractionResponse> provisional(WatchEjectionFractionRequest request) {
    return provisional
        .of(request.getStudyKey())
        .map(
            result ->
                WatchEjectionFractionResponse.newBuilder()
                    .setResult(request.getIncludePoor() ? result : PoorQuality.withheld(result))
                    .setProvisional(true)
                    .build());
  }

  private Multi<WatchEjectionFractionResponse> stored(WatchEjectionFractionRequest request) {
    return Multi.createBy()
        .repeating()
        .uni(HashMap<UUID, Provenance>::new, sent -> look(request, sent))
        .withDelay(BETWEEN_LOOKS)
        .whilst(Look::waiting)
        .onItem()
        .transformToIterable(Look::fresh);
  }

  private record Look(List<WatchEjectionFractionResponse> fresh, boolean waiting) {}

  private Uni<Look> look(WatchEjectionFractionRequest request, Map<UUID, Provenance> sent) {
    return Uni.createFrom()
        .item(() -> freshOf(study(request.getStudyKey()), request.getIncludePoor(), sent))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private Look freshOf(StudyResults study, boolean includePoor, Map<UUID, Provenance> sent) {
    List<WatchEjectionFractionResponse> fresh = new ArrayList<>();
    for (StoredResult stored : study.results()) {
      Provenance provenance = stored.result().getProvenance();
      if (!provenance.equals(sent.put(stored.clipId(), provenance))) {
        EjectionFraction result = stored.result();
        fresh.add(
            WatchEjectionFractionResponse.newBuilder()
                .setResult(includePoor ? result : PoorQuality.withheld(result))
                .build());
      }
    }
    boolean waiting = waiting(study);
    if (!waiting && !study.results().isEmpty()) {
      fresh.add(
          WatchEjectionFractionResponse.newBuilder()
              .setStudy(ofStudy(studies.combined(study.results()), includePoor))
              .build());
    }
    return new Look(fresh, waiting);
  }

  private StudyResults study(String studyKey) {
    return store
        .ofStudy(studyKey)
        .orElseThrow(() -> new EchoMotionException(EjectionFractionError.NO_SUCH_STUDY));
  }

  private static UUID clipId(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new EchoMotionException(e, EjectionFractionError.BAD_REQUEST, "clip_id is not a UUID");
    }
  }
}
