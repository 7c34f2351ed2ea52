package org.echomotion.ef.api.measuring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.contract.common.v1.ModelReference;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.ef.api.messages.StudyMessages;
import org.echomotion.ef.api.peers.Calibrations;
import org.echomotion.ef.fusion.PairFrames;
import org.echomotion.ef.fusion.SecondOpinion;
import org.echomotion.ef.fusion.StudyModel;
import org.echomotion.ef.interval.IntervalCalibration;
import org.echomotion.ef.store.EjectionFractionStore;
import org.echomotion.ef.store.StoredResult;
import org.echomotion.ef.store.StoredStudyResult;
import org.echomotion.ef.store.StoredStudyResult.Pair;
import org.echomotion.ef.store.StudyResultStore;
import org.echomotion.ef.study.BiplaneBeat;
import org.echomotion.ef.study.StudyOutcome;
import org.echomotion.ef.study.StudyOutcome.TwoViews;
import org.echomotion.ef.study.StudyPipeline;

/**
 * Combines the results of a study's clips. A result of two views is computed once, with a second
 * opinion, and stored; {@link #combined} reads it. A result of one view is the clip's result.
 */
@ApplicationScoped
public class StudyMeasuring {

  private static final String NOT_YET = "The second opinion is not computed yet.";

  private final EjectionFractionStore results;
  private final StudyResultStore studies;
  private final Calibrations calibrations;
  private final StudyModel network;
  private final ResultProvenance provenance;

  StudyMeasuring(
      EjectionFractionStore results,
      StudyResultStore studies,
      Calibrations calibrations,
      StudyModel network,
      ResultProvenance provenance) {
    this.results = results;
    this.studies = studies;
    this.calibrations = calibrations;
    this.network = network;
    this.provenance = provenance;
  }

  /**
   * The combined result of a study.
   *
   * @param result including numbers of poor quality
   * @param complete false until the second opinion is computed
   */
  public record Combined(StudyEjectionFraction result, boolean complete) {}

  /**
   * Reads the combined result. If it is not stored yet, it is computed without a second opinion and
   * states this.
   *
   * @param clips the newest result of each clip, oldest clip first; at least one
   */
  public Combined combined(List<StoredResult> clips) {
    List<EjectionFraction> messages = clips.stream().map(StoredResult::result).toList();
    StudyOutcome outcome = StudyPipeline.measure(StudyMessages.findings(messages));
    if (!(outcome instanceof TwoViews two)) {
      return new Combined(StudyMessages.of(messages, outcome), true);
    }
    return studies
        .of(pair(two, clips))
        .map(stored -> new Combined(stored.result(), true))
        .orElseGet(
            () ->
                new Combined(
                    StudyMessages.of(messages, calibrated(two, messages)).toBuilder()
                        .setNoSecondOpinionReason(NOT_YET)
                        .build(),
                    false));
  }

  /**
   * Computes and stores the combined result of a study if it is measured in two views. Does nothing
   * for other studies, or if the result is already stored.
   *
   * @throws RuntimeException if a peer or the study store cannot be reached
   */
  public void store(String studyKey) {
    List<StoredResult> clips =
        results
            .ofStudy(studyKey)
            .map(EjectionFractionStore.StudyResults::results)
            .orElse(List.of());
    if (clips.isEmpty()) {
      return;
    }
    List<EjectionFraction> messages = clips.stream().map(StoredResult::result).toList();
    if (StudyPipeline.measure(StudyMessages.findings(messages)) instanceof TwoViews two) {
      store(two, clips, messages);
    }
  }

  private void store(TwoViews two, List<StoredResult> clips, List<EjectionFraction> messages) {
    EjectionFraction four = messages.get(two.fourChamber());
    EjectionFraction other = messages.get(two.twoChamber());
    Optional<StudyModel.Reference> model = network.served();
    String hash =
        provenance.ofStudy(
            four.getProvenance(),
            other.getProvenance(),
            calibration(two, messages),
            model.map(StudyMeasuring::reference));
    Pair pair = pair(two, clips);
    if (studies.find(pair, hash).isPresent()) {
      return;
    }
    SecondOpinion opinion =
        SecondOpinion.ask(
            network, model, four.getClipId(), other.getClipId(), frames(two, four, other));
    TwoViews calibrated = calibrated(two, messages);
    studies.save(
        new StoredStudyResult(
            clips.get(two.fourChamber()).studyId(),
            pair,
            hash,
            StudyMessages.of(messages, calibrated, opinion, hash),
            Instant.now().truncatedTo(ChronoUnit.MICROS)));
  }

  private TwoViews calibrated(TwoViews two, List<EjectionFraction> clips) {
    return calibration(two, clips).map(by -> two.calibrated(by, set(two, clips))).orElse(two);
  }

  /** The set of the calibration that both clips look like; empty if they differ. */
  private static Optional<String> set(TwoViews two, List<EjectionFraction> clips) {
    String four = clips.get(two.fourChamber()).getInterval().getCalibrationSet();
    String other = clips.get(two.twoChamber()).getInterval().getCalibrationSet();
    return Optional.of(four).filter(set -> !set.isEmpty() && set.equals(other));
  }

  /** The calibration of the model that outlined both clips; empty if different models did. */
  private Optional<IntervalCalibration> calibration(TwoViews two, List<EjectionFraction> clips) {
    Provenance four = clips.get(two.fourChamber()).getProvenance();
    Provenance other = clips.get(two.twoChamber()).getProvenance();
    return four.getModelSha256().equals(other.getModelSha256())
        ? calibrations.of(four)
        : Optional.empty();
  }

  private static Pair pair(TwoViews two, List<StoredResult> clips) {
    UUID four = clips.get(two.fourChamber()).id();
    return new Pair(four, clips.get(two.twoChamber()).id());
  }

  private static ModelReference reference(StudyModel.Reference model) {
    return ModelReference.newBuilder()
        .setName(model.name())
        .setVersion(model.version())
        .setSha256(model.sha256())
        .build();
  }

  private static List<PairFrames> frames(
      TwoViews study, EjectionFraction four, EjectionFraction two) {
    List<PairFrames> frames = new ArrayList<>();
    for (BiplaneBeat beat : study.beats()) {
      int fourBeat = beat.pair().fourChamber().index();
      int twoBeat = beat.pair().twoChamber().index();
      frames.add(
          new PairFrames(
              four.getBeats(fourBeat).getEndDiastolicFrame(),
              four.getBeats(fourBeat).getEndSystolicFrame(),
              two.getBeats(twoBeat).getEndDiastolicFrame(),
              two.getBeats(twoBeat).getEndSystolicFrame()));
    }
    return frames;
  }
}
