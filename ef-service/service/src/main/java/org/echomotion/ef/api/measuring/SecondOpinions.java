package org.echomotion.ef.api.measuring;

import io.grpc.StatusRuntimeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.Interval;
import org.echomotion.contract.ef.v1.SecondOpinion;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.ef.v1.VolumeMethod;
import org.echomotion.ef.fusion.Opinion;
import org.echomotion.ef.fusion.PairFrames;
import org.echomotion.ef.fusion.StudyReader;
import org.jboss.logging.Logger;

/**
 * Adds a network's opinion to the result of a study of two views. It is worked out when the study
 * is asked for and kept in memory; where a peer cannot be asked, the result goes out without it.
 */
@ApplicationScoped
public class SecondOpinions {

  private static final Logger LOG = Logger.getLogger(SecondOpinions.class);
  private static final int MOST_KEPT = 256;

  private final StudyReader network;
  private final Map<StudyEjectionFraction, Opinion> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<StudyEjectionFraction, Opinion> eldest) {
          return size() > MOST_KEPT;
        }
      };

  SecondOpinions(StudyReader network) {
    this.network = network;
  }

  /**
   * @param study what the clips come to
   * @param clips the results it rests on, among others
   * @return it with the second opinion, the interval wide enough to hold that
   */
  public StudyEjectionFraction added(StudyEjectionFraction study, List<EjectionFraction> clips) {
    if (study.getMethod() != VolumeMethod.VOLUME_METHOD_BIPLANE_DISKS
        || !study.hasEjectionFractionPercent()) {
      return study;
    }
    return opinion(study, clips).map(opinion -> with(study, opinion)).orElse(study);
  }

  private Optional<Opinion> opinion(StudyEjectionFraction study, List<EjectionFraction> clips) {
    synchronized (kept) {
      if (kept.containsKey(study)) {
        return Optional.of(kept.get(study));
      }
    }
    try {
      Optional<Opinion> read =
          network.read(study.getClipIds(0), study.getClipIds(1), frames(study, clips));
      read.ifPresent(
          opinion -> {
            synchronized (kept) {
              kept.put(study, opinion);
            }
          });
      return read;
    } catch (StatusRuntimeException | IllegalArgumentException e) {
      LOG.warnf("A study goes out without a second opinion: %s", e.getMessage());
      return Optional.empty();
    }
  }

  private static List<PairFrames> frames(
      StudyEjectionFraction study, List<EjectionFraction> clips) {
    EjectionFraction four = clip(study.getClipIds(0), clips);
    EjectionFraction two = clip(study.getClipIds(1), clips);
    List<PairFrames> frames = new ArrayList<>();
    study
        .getPairsList()
        .forEach(
            pair -> {
              Beat fourChamber = four.getBeats(pair.getA4CBeat());
              Beat twoChamber = two.getBeats(pair.getA2CBeat());
              frames.add(
                  new PairFrames(
                      fourChamber.getEndDiastolicFrame(),
                      fourChamber.getEndSystolicFrame(),
                      twoChamber.getEndDiastolicFrame(),
                      twoChamber.getEndSystolicFrame()));
            });
    return frames;
  }

  private static EjectionFraction clip(String id, List<EjectionFraction> clips) {
    return clips.stream().filter(c -> c.getClipId().equals(id)).findFirst().orElseThrow();
  }

  private static StudyEjectionFraction with(StudyEjectionFraction study, Opinion opinion) {
    StudyEjectionFraction.Builder message =
        study.toBuilder()
            .setSecondOpinion(
                SecondOpinion.newBuilder()
                    .setEjectionFractionPercent(opinion.ejectionFractionPercent())
                    .setDifferencePoints(opinion.difference(study.getEjectionFractionPercent()))
                    .setModel(opinion.model()));
    if (study.hasInterval()) {
      Interval interval = study.getInterval();
      Opinion.Ends ends =
          opinion.widened(new Opinion.Ends(interval.getLowerPercent(), interval.getUpperPercent()));
      if (ends.lowerPercent() < interval.getLowerPercent()
          || ends.upperPercent() > interval.getUpperPercent()) {
        message.setInterval(
            interval.toBuilder()
                .setLowerPercent(ends.lowerPercent())
                .setUpperPercent(ends.upperPercent())
                .setMethod(interval.getMethod() + "; widened to hold the second opinion"));
      }
    }
    return message.build();
  }
}
