package org.echomotion.ef.api.answers;

import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.echomotion.stream.SharedWatch;
import org.echomotion.tenant.Actors;

/** Results of a clip or a study, on request or as a stream. */
@ApplicationScoped
public class Results {

  private final EjectionFractionStore store;
  private final StudyMeasuring studies;
  private final ProvisionalResults provisional;
  private final SharedWatch<State> watched;

  Results(
      EjectionFractionStore store,
      StudyMeasuring studies,
      ProvisionalResults provisional,
      Actors actors) {
    this.store = store;
    this.studies = studies;
    this.provisional = provisional;
    this.watched =
        new SharedWatch<>("ef-service", new States(), EjectionFractionError.NO_SUCH_STUDY, actors);
  }

  /**
   * The results of a watched study.
   *
   * @param combined present if there is a result
   * @param waiting whether more will follow
   */
  private record State(
      List<StoredResult> results, Optional<StudyEjectionFraction> combined, boolean waiting) {}

  private final class States implements SharedWatch.Source<State> {

    @Override
    public Map<String, SharedWatch.Version> versions(Set<String> keys) {
      return store.versions(keys);
    }

    @Override
    public Map<String, State> load(Set<String> keys) {
      Map<String, State> loaded = new HashMap<>();
      keys.forEach(key -> store.ofStudy(key).ifPresent(study -> loaded.put(key, state(study))));
      return loaded;
    }
  }

  private State state(StudyResults study) {
    Optional<Combined> combined =
        study.results().isEmpty()
            ? Optional.empty()
            : Optional.of(studies.combined(study.results()));
    boolean complete = combined.map(Combined::complete).orElse(true);
    return new State(
        study.results(),
        combined.map(Combined::result),
        study.waiting() || (study.underWay() && !complete));
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
                whole.stream()
                    .map(result -> PoorQuality.answer(result, request.getIncludePoor()))
                    .toList());
    if (request.getOfCase() == GetEjectionFractionRequest.OfCase.STUDY_KEY) {
      StudyEjectionFraction study = studies.combined(found).result();
      response.setStudy(PoorQuality.answer(study, request.getIncludePoor()));
    }
    return response.build();
  }

  /** Whether the combined result of a study can still change. */
  boolean waiting(StudyResults study) {
    return state(study).waiting();
  }

  /**
   * Sends provisional results while a cine is being uploaded to the study, then each stored result,
   * and finally the combined result. The stream ends when every clip of the study has a result or
   * has failed and the combined result is stored. It fails with {@code NO_SUCH_STUDY} if the study
   * is deleted meanwhile.
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
                    .setResult(PoorQuality.answer(result, request.getIncludePoor()))
                    .setProvisional(true)
                    .build());
  }

  private Multi<WatchEjectionFractionResponse> stored(WatchEjectionFractionRequest request) {
    Map<UUID, Provenance> sent = new HashMap<>();
    return watched
        .watch(request.getStudyKey(), state -> !state.waiting())
        .onItem()
        .transformToIterable(state -> freshOf(state, request.getIncludePoor(), sent));
  }

  private static List<WatchEjectionFractionResponse> freshOf(
      State study, boolean includePoor, Map<UUID, Provenance> sent) {
    List<WatchEjectionFractionResponse> fresh = new ArrayList<>();
    for (StoredResult stored : study.results()) {
      Provenance provenance = stored.result().getProvenance();
      if (!provenance.equals(sent.put(stored.clipId(), provenance))) {
        EjectionFraction result = stored.result();
        fresh.add(
            WatchEjectionFractionResponse.newBuilder()
                .setResult(PoorQuality.answer(result, includePoor))
                .build());
      }
    }
    if (!study.waiting()) {
      study
          .combined()
          .map(combined -> PoorQuality.answer(combined, includePoor))
          .ifPresent(
              combined ->
                  fresh.add(WatchEjectionFractionResponse.newBuilder().setStudy(combined).build()));
    }
    return fresh;
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
