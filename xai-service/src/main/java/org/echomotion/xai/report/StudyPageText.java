package org.echomotion.xai.report;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.BeatPair;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.SecondOpinion;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.ef.v1.VolumeMethod;
import org.echomotion.xai.plot.FrameClock;

/** The texts of a study's page; the template only arranges them. */
@RegisterForReflection // The templates read it.
public final class StudyPageText {

  private static final double FORESHORTENED_ABOVE_PERCENT = 10;

  private final StudyEjectionFraction study;
  private final List<StudyClip> clips;
  private final ResultSummary summary;

  StudyPageText(StudyEjectionFraction study, List<StudyClip> clips) {
    this.study = study;
    this.clips = List.copyOf(clips);
    this.summary = ResultSummary.of(study);
  }

  /**
   * A line of the table of clips.
   *
   * @param name its number, from 1, and its view
   * @param link link to its report; empty if it has none
   * @param ef its own ejection fraction, or the reason for none
   * @param interval interval around the ejection fraction
   * @param edv its own end-diastolic volume
   * @param esv its own end-systolic volume
   * @param heartRate heart rate with its unit
   * @param beats number of used beats and of all beats
   * @param quality its grade
   * @param used whether the study's result uses it
   */
  public record ClipLine(
      String name,
      String link,
      String ef,
      String interval,
      String edv,
      String esv,
      String heartRate,
      String beats,
      String quality,
      String used) {}

  /**
   * A line of the table of pairs.
   *
   * @param fourChamber the A4C beat: its number and when it starts
   * @param twoChamber the A2C beat
   * @param ef biplane ejection fraction
   * @param edv biplane end-diastolic volume
   * @param esv biplane end-systolic volume
   */
  public record PairLine(
      String fourChamber, String twoChamber, String ef, String edv, String esv) {}

  /**
   * The pictures of one clip.
   *
   * @param name name in the table of clips
   * @param ed end-diastole, as a data URI
   * @param es end-systole, as a data URI
   */
  public record Stills(String name, String ed, String es) {}

  public ResultSummary getSummary() {
    return summary;
  }

  public String getStudy() {
    return study.getStudyKey();
  }

  public String getAbout() {
    return switch (study.getMethod()) {
      case VOLUME_METHOD_BIPLANE_DISKS -> "both apical views (A4C and A2C)";
      case VOLUME_METHOD_SINGLE_PLANE_DISKS -> "one view";
      default -> clips.size() == 1 ? "1 clip" : clips.size() + " clips";
    };
  }

  public List<Line> getResults() {
    List<Line> lines = summary.lines();
    if (summary.measured()) {
      lines.add(new Line("Method", Wording.method(study.getMethod())));
    }
    if (!study.getMethodReason().isEmpty()) {
      lines.add(new Line("Why not biplane", study.getMethodReason()));
    }
    return lines;
  }

  /** Agreement between the views and with the network; empty unless the study has both views. */
  public List<Line> getAgreement() {
    List<Line> lines = new ArrayList<>();
    if (study.hasViewDifferencePoints()) {
      lines.add(
          new Line("A4C and A2C", "A2C is " + compared(study.getViewDifferencePoints(), "A4C")));
      lines.add(new Line("Long axes at end-diastole", foreshortening()));
    }
    if (study.hasSecondOpinion()) {
      SecondOpinion opinion = study.getSecondOpinion();
      lines.add(
          new Line(
              "Second opinion (network)",
              Wording.percent(opinion.getEjectionFractionPercent())
                  + " by the network "
                  + opinion.getModel()
                  + ", which reads both views without outlines; "
                  + compared(opinion.getDifferencePoints(), "the biplane value")
                  + (opinion.getOutsideInterval()
                      ? ", outside the interval: look at the outlines"
                      : "")));
    } else if (!study.getNoSecondOpinionReason().isEmpty()) {
      lines.add(new Line("Second opinion (network)", "none: " + study.getNoSecondOpinionReason()));
    }
    return lines;
  }

  private String foreshortening() {
    if (!study.hasLengthDifferencePercent()) {
      return "unknown: a file states no pixel spacing, so it cannot be checked whether a view is"
          + " foreshortened";
    }
    double percent = study.getLengthDifferencePercent();
    return "differ by "
        + Wording.number(percent, 1)
        + " %"
        + (percent > FORESHORTENED_ABOVE_PERCENT
            ? ": the shorter view may be foreshortened"
            : ", within the limit of 10 %. Both views may still be foreshortened");
  }

  private static String compared(double points, String with) {
    long size = Math.round(Math.abs(points));
    return size == 0
        ? "the same as " + with
        : size
            + (size == 1 ? " point " : " points ")
            + (points > 0 ? "higher" : "lower")
            + " than "
            + with;
  }

  public List<ClipLine> getClips() {
    List<ClipLine> lines = new ArrayList<>();
    for (StudyClip clip : clips) {
      EjectionFraction result = clip.result();
      ResultSummary own = ResultSummary.of(result);
      long used = result.getBeatsList().stream().filter(Beat::getIncluded).count();
      lines.add(
          new ClipLine(
              name(lines.size()),
              clip.reportLink().orElse(""),
              own.measured() ? own.headline() : own.statusWords(),
              own.measured() ? own.intervalLine() : own.reason(),
              own.endDiastolicMl().isPresent()
                  ? Wording.ml(own.endDiastolicMl().getAsDouble())
                  : "–",
              own.endSystolicMl().isPresent() ? Wording.ml(own.endSystolicMl().getAsDouble()) : "–",
              result.hasHeartRateBpm() ? Wording.number(result.getHeartRateBpm(), 0) : "–",
              used + " of " + result.getBeatsCount(),
              own.grade(),
              isUsed(result) ? "yes" : "no"));
    }
    return lines;
  }

  public List<PairLine> getPairs() {
    if (!isBiplane()) {
      return List.of();
    }
    Optional<EjectionFraction> four = used(0);
    Optional<EjectionFraction> two = used(1);
    List<PairLine> lines = new ArrayList<>();
    for (BeatPair pair : study.getPairsList()) {
      lines.add(
          new PairLine(
              beat(four, pair.getA4CBeat()),
              beat(two, pair.getA2CBeat()),
              Wording.percent(pair.getEjectionFractionPercent()),
              pair.hasEndDiastolicVolumeMl() ? Wording.ml(pair.getEndDiastolicVolumeMl()) : "–",
              pair.hasEndSystolicVolumeMl() ? Wording.ml(pair.getEndSystolicVolumeMl()) : "–"));
    }
    return lines;
  }

  private static String beat(Optional<EjectionFraction> clip, int index) {
    return "beat "
        + (index + 1)
        + clip.filter(result -> index < result.getBeatsCount())
            .map(
                result ->
                    " (from "
                        + Wording.number(
                            FrameClock.of(result)
                                .seconds(result.getBeats(index).getEndDiastolicFrame()),
                            2)
                        + " s)")
            .orElse("");
  }

  /**
   * The stills of the clips used for the result, in its order. Clips without pictures are omitted.
   */
  public List<Stills> getStills() {
    return study.getClipIdsList().stream()
        .flatMap(
            id ->
                IntStream.range(0, clips.size())
                    .filter(i -> clips.get(i).result().getClipId().equals(id))
                    .filter(i -> clips.get(i).endDiastolePng().isPresent())
                    .mapToObj(this::stills))
        .toList();
  }

  private Stills stills(int clip) {
    return new Stills(
        name(clip),
        PageTemplate.dataUri(clips.get(clip).endDiastolePng()),
        PageTemplate.dataUri(clips.get(clip).endSystolePng()));
  }

  /** The models and settings of the clips used for the result. */
  public List<Line> getProvenance() {
    return IntStream.range(0, clips.size())
        .filter(i -> isUsed(clips.get(i).result()))
        .mapToObj(
            i -> {
              Provenance made = clips.get(i).result().getProvenance();
              return new Line(
                  name(i),
                  made.getModelName()
                      + " "
                      + made.getModelVersion()
                      + ", EchoMotion "
                      + made.getSoftwareVersion()
                      + ", clip "
                      + clips.get(i).result().getClipId());
            })
        .toList();
  }

  public String getLicence() {
    return clips.stream()
        .map(clip -> clip.result().getProvenance().getModelLicence())
        .filter(licence -> !licence.isEmpty())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  public boolean isBiplane() {
    return study.getMethod() == VolumeMethod.VOLUME_METHOD_BIPLANE_DISKS;
  }

  private boolean isUsed(EjectionFraction result) {
    return study.getClipIdsList().contains(result.getClipId());
  }

  private Optional<EjectionFraction> used(int index) {
    String id = study.getClipIds(index);
    return clips.stream()
        .map(StudyClip::result)
        .filter(result -> result.getClipId().equals(id))
        .findFirst();
  }

  private String name(int clip) {
    View view = clips.get(clip).result().getView();
    return (clip + 1)
        + ": "
        + switch (view) {
          case VIEW_A4C -> "A4C";
          case VIEW_A2C -> "A2C";
          default -> Wording.view(view);
        };
  }
}
