package org.echomotion.ef.api.messages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echomotion.contract.common.v1.ModelReference;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.BeatPair;
import org.echomotion.contract.ef.v1.Disks;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.ef.v1.VolumeMethod;
import org.echomotion.ef.contour.PixelSpacing;
import org.echomotion.ef.fusion.SecondOpinion;
import org.echomotion.ef.fusion.StudyModel;
import org.echomotion.ef.quality.Quality;
import org.echomotion.ef.study.ApicalView;
import org.echomotion.ef.study.BiplaneBeat;
import org.echomotion.ef.study.ClipFinding;
import org.echomotion.ef.study.StudyOutcome;
import org.echomotion.ef.study.StudyOutcome.Comparison;
import org.echomotion.ef.study.ViewBeat;
import org.echomotion.ef.volume.BeatSlices;
import org.echomotion.ef.volume.Slices;

/** Converts combined results of studies between the steps and the contract. */
public final class StudyMessages {

  private static final double SECONDS_PER_MINUTE = 60;
  private static final double PERCENT = 100;

  private final List<EjectionFraction> clips;
  private final StudyEjectionFraction.Builder message = StudyEjectionFraction.newBuilder();

  private StudyMessages(List<EjectionFraction> clips) {
    this.clips = clips;
    message.setStudyId(clips.get(0).getStudyId()).setStudyKey(clips.get(0).getStudyKey());
  }

  /** What each clip contributes to its study, in the same order. */
  public static List<ClipFinding> findings(List<EjectionFraction> clips) {
    return clips.stream().map(StudyMessages::finding).toList();
  }

  /**
   * A study without a second opinion.
   *
   * @param clips the newest result of each clip, including numbers of poor quality; at least one
   * @param outcome the outcome for {@link #findings} of the same clips
   */
  public static StudyEjectionFraction of(List<EjectionFraction> clips, StudyOutcome outcome) {
    return new StudyMessages(clips).build(outcome);
  }

  /**
   * A study of two views with its second opinion.
   *
   * @param configurationHash hash of everything that the result depends on, except the clips
   */
  public static StudyEjectionFraction of(
      List<EjectionFraction> clips,
      StudyOutcome.TwoViews study,
      SecondOpinion opinion,
      String configurationHash) {
    if (opinion instanceof SecondOpinion.Given given) {
      return of(clips, study).toBuilder()
          .setSecondOpinion(message(given, study, configurationHash))
          .build();
    }
    StudyEjectionFraction.Builder message = of(clips, study).toBuilder();
    if (opinion instanceof SecondOpinion.Missing missing) {
      message.setNoSecondOpinionReason(missing.reason());
    }
    return message.build();
  }

  private static org.echomotion.contract.ef.v1.SecondOpinion message(
      SecondOpinion.Given given, StudyOutcome.TwoViews study, String configurationHash) {
    StudyModel.Reference network = given.by();
    return org.echomotion.contract.ef.v1.SecondOpinion.newBuilder()
        .setEjectionFractionPercent(given.opinion().ejectionFractionPercent())
        .setDifferencePoints(given.opinion().difference(study.ejectionFractionPercent()))
        .setOutsideInterval(!given.opinion().isIn(study.interval()))
        .setModel(network.name() + " " + network.version())
        .setNetwork(
            ModelReference.newBuilder()
                .setName(network.name())
                .setVersion(network.version())
                .setSha256(network.sha256()))
        .setConfigurationHash(configurationHash)
        .build();
  }

  private StudyEjectionFraction build(StudyOutcome outcome) {
    if (outcome instanceof StudyOutcome.TwoViews two) {
      biplane(two);
    } else if (outcome instanceof StudyOutcome.OneView one) {
      comparison(one.comparison());
      single(clips.get(one.clip()));
      message.setMethodReason(one.reason()).addClipIds(clips.get(one.clip()).getClipId());
    } else if (outcome instanceof StudyOutcome.NoNumber none) {
      EjectionFraction clip = clips.get(none.clip());
      message
          .setStatus(clip.getStatus())
          .setStatusReason(none.reason())
          .setQuality(clip.getQuality());
    }
    return message.build();
  }

  private void single(EjectionFraction clip) {
    message
        .setStatus(clip.getStatus())
        .setEjectionFractionPercent(clip.getEjectionFractionPercent())
        .setInterval(clip.getInterval())
        .setMethod(clip.getMethod())
        .setQuality(clip.getQuality())
        .addProvenance(clip.getProvenance());
    if (clip.hasEndDiastolicVolumeMl()) {
      message
          .setEndDiastolicVolumeMl(clip.getEndDiastolicVolumeMl())
          .setEndSystolicVolumeMl(clip.getEndSystolicVolumeMl());
    }
  }

  private void biplane(StudyOutcome.TwoViews two) {
    comparison(two.comparison());
    message
        .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED)
        .setEjectionFractionPercent(two.ejectionFractionPercent())
        .setInterval(ResultMessages.interval(two.interval()))
        .setMethod(VolumeMethod.VOLUME_METHOD_BIPLANE_DISKS)
        .setQuality(ResultMessages.quality(two.quality()));
    two.endDiastolicVolume().ifPresent(v -> message.setEndDiastolicVolumeMl(v.value()));
    two.endSystolicVolume().ifPresent(v -> message.setEndSystolicVolumeMl(v.value()));
    for (int clip : new int[] {two.fourChamber(), two.twoChamber()}) {
      message
          .addClipIds(clips.get(clip).getClipId())
          .addProvenance(clips.get(clip).getProvenance());
    }
    two.beats().forEach(beat -> message.addPairs(pair(beat)));
  }

  private void comparison(Comparison comparison) {
    comparison.ejectionFractionPoints().ifPresent(message::setViewDifferencePoints);
    comparison
        .lengthShare()
        .ifPresent(share -> message.setLengthDifferencePercent(PERCENT * share));
  }

  private static BeatPair pair(BiplaneBeat beat) {
    BeatPair.Builder pair =
        BeatPair.newBuilder()
            .setA4CBeat(beat.pair().fourChamber().index())
            .setA2CBeat(beat.pair().twoChamber().index())
            .setEjectionFractionPercent(beat.ejectionFractionPercent());
    beat.endDiastolicVolume().ifPresent(v -> pair.setEndDiastolicVolumeMl(v.value()));
    beat.endSystolicVolume().ifPresent(v -> pair.setEndSystolicVolumeMl(v.value()));
    return pair.build();
  }

  private static ClipFinding finding(EjectionFraction clip) {
    return new ClipFinding(
        switch (clip.getView()) {
          case VIEW_A4C -> ApicalView.FOUR_CHAMBER;
          case VIEW_A2C -> ApicalView.TWO_CHAMBER;
          default -> ApicalView.UNKNOWN;
        },
        clip.hasEjectionFractionPercent()
            ? Optional.of(
                new ClipFinding.Measured(
                    clip.getEjectionFractionPercent(),
                    clip.hasMmPerWorkingPixel()
                        ? Optional.of(new PixelSpacing(clip.getMmPerWorkingPixel()))
                        : Optional.empty(),
                    beats(clip)))
            : Optional.empty(),
        clip.getStatusReason(),
        new Quality(
            ResultMessages.grade(clip.getQuality()).orElse(Quality.Grade.POOR),
            clip.getQuality().getReasonsList()));
  }

  private static List<ViewBeat> beats(EjectionFraction clip) {
    List<ViewBeat> beats = new ArrayList<>();
    for (int i = 0; i < clip.getBeatsCount(); i++) {
      Beat beat = clip.getBeats(i);
      if (beat.getIncluded() && beat.hasEndDiastolicDisks() && beat.hasEndSystolicDisks()) {
        beats.add(
            new ViewBeat(
                i,
                cycleSeconds(clip, beat),
                new BeatSlices(
                    phase(beat.getEndDiastolicDisks()), phase(beat.getEndSystolicDisks()))));
      }
    }
    return beats;
  }

  /** The cycle of a complete beat; otherwise the clip's usual cycle. */
  private static OptionalDouble cycleSeconds(EjectionFraction clip, Beat beat) {
    if (beat.getComplete()) {
      return OptionalDouble.of(seconds(clip, beat.getEndDiastolicFrame(), beat.getEndFrame()));
    }
    return clip.hasHeartRateBpm()
        ? OptionalDouble.of(SECONDS_PER_MINUTE / clip.getHeartRateBpm())
        : OptionalDouble.empty();
  }

  private static double seconds(EjectionFraction clip, int first, int last) {
    return clip.getFrameTimesSecondsCount() > last
        ? clip.getFrameTimesSeconds(last) - clip.getFrameTimesSeconds(first)
        : (last - first) / clip.getFrameRateHz();
  }

  private static BeatSlices.Phase phase(Disks disks) {
    return new BeatSlices.Phase(
        new Slices(disks.getDiametersList(), disks.getAxisLength()), disks.getRelativeVolumeSd());
  }
}
