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
import org.echomotion.ef.api.measuring.SecondOpinions;
import org.echomotion.ef.api.messages.StudyMessages;
import org.echomotion.ef.api.peers.Calibrations;
import org.echomotion.ef.store.EjectionFractionStore;
import org.echomotion.ef.store.EjectionFractionStore.StudyResults;
import org.echomotion.ef.store.StoredResult;
import org.echomotion.error.EchoMotionException;

/** Answers to those who ask for results. */
@ApplicationScoped
public class Results {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final EjectionFractionStore store;
  private final Calibrations calibrations;
  private final ProvisionalResults provisional;
  private final SecondOpinions opinions;

  Results(
      EjectionFractionStore store,
      Calibrations calibrations,
      SecondOpinions opinions,
      ProvisionalResults provisional) {
    this.store = store;
    this.provisional = provisional;
    this.calibrations = calibrations;
    this.opinions = opinions;
  }

  /**
   * @throws EchoMotionException {@link EjectionFractionError#NO_SUCH_STUDY} or {@link
   *     EjectionFractionError#NO_RESULT} where there is none, {@link
   *     EjectionFractionError#BAD_REQUEST} where the request names nothing
   */
  public GetEjectionFractionResponse get(GetEjectionFractionRequest request) {
    List<StoredResult> found =
        switch (request.getOfCase()) {
          case STUDY_KEY -> study(request.getStudyKey()).results();
          case CLIP_ID -> store.newestOf(clipId(request.getClipId())).stream().toList();
          case OF_NOT_SET ->
              throw new EchoMotionException(
                  EjectionFractionError.BAD_REQUEST, "study_key or clip_id has to be set");
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
      response.setStudy(ofStudy(whole, request.getIncludePoor()));
    }
    return response.build();
  }

  private StudyEjectionFraction ofStudy(List<EjectionFraction> clips, boolean includePoor) {
    StudyEjectionFraction study = opinions.added(StudyMessages.of(clips, calibrations::of), clips);
    return includePoor ? study : PoorQuality.withheld(study);
  }

  /**
   * While a cine is being uploaded to the study, what is known of it so far; then each result as it
   * comes, a newer one of the same clip too; at last what they come to together. Ends when no clip
   * of the study waits for one.
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
    if (!study.waiting() && !study.results().isEmpty()) {
      List<EjectionFraction> whole = study.results().stream().map(StoredResult::result).toList();
      fresh.add(
          WatchEjectionFractionResponse.newBuilder().setStudy(ofStudy(whole, includePoor)).build());
    }
    return new Look(fresh, study.waiting());
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
