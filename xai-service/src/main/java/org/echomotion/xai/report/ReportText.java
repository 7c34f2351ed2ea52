package org.echomotion.xai.report;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.xai.plot.FrameClock;

/** The texts of a clip's report; the template only arranges them. */
@RegisterForReflection // The templates read it.
public final class ReportText {

  private final Clip clip;
  private final EjectionFraction result;
  private final ResultSummary summary;

  ReportText(Clip clip, EjectionFraction result) {
    this.clip = clip;
    this.result = result;
    this.summary = ResultSummary.of(result);
  }

  /**
   * A line of the table of beats.
   *
   * @param number number of the beat, from 1
   * @param diastole time of end-diastole, the start of the beat
   * @param systole time of end-systole
   * @param end time of its end
   * @param ef its ejection fraction
   * @param edv its end-diastolic volume
   * @param esv its end-systolic volume
   * @param used whether it is used, or the reason why not
   */
  public record BeatLine(
      int number,
      String diastole,
      String systole,
      String end,
      String ef,
      String edv,
      String esv,
      String used) {}

  public ResultSummary getSummary() {
    return summary;
  }

  public String getStudy() {
    return clip.getStudyKey();
  }

  public String getAbout() {
    return Wording.view(result.getView());
  }

  public List<Line> getResults() {
    List<Line> lines = summary.lines();
    lines.add(
        new Line(
            "Heart rate",
            result.hasHeartRateBpm()
                ? Wording.number(result.getHeartRateBpm(), 0)
                    + " beats per minute"
                    + Wording.heartRateSource(result.getHeartRateSource())
                : "unknown"));
    lines.add(
        new Line(
            "Electrocardiogram",
            result.hasElectrocardiogram()
                ? Wording.electrocardiogram(result.getElectrocardiogram())
                : "the file states no R-waves"));
    long used = result.getBeatsList().stream().filter(Beat::getIncluded).count();
    lines.add(new Line("Beats", result.getBeatsCount() + " found, " + used + " used"));
    lines.add(new Line("View", getAbout() + Wording.viewSource(result.getViewFinding())));
    lines.add(
        new Line(
            "Frames",
            result.getFrameCount()
                + " at "
                + Wording.number(result.getFrameRateHz(), 1)
                + " frames per second ("
                + Wording.number(result.getFrameCount() / result.getFrameRateHz(), 2)
                + " s)"));
    return lines;
  }

  /** Above the beats: a warning if no ejection fraction is reported; else empty. */
  public String getBeatsWarning() {
    return summary.measured()
        ? ""
        : "These values are not reliable. They are shown so that you can check why no ejection"
            + " fraction is reported.";
  }

  public List<BeatLine> getBeats() {
    List<BeatLine> lines = new ArrayList<>();
    for (Beat beat : result.getBeatsList()) {
      lines.add(
          new BeatLine(
              lines.size() + 1,
              moment(beat.getEndDiastolicFrame()),
              moment(beat.getEndSystolicFrame()),
              moment(beat.getEndFrame()),
              Wording.percent(beat.getEjectionFractionPercent()),
              beat.hasEndDiastolicVolumeMl() ? Wording.ml(beat.getEndDiastolicVolumeMl()) : "–",
              beat.hasEndSystolicVolumeMl() ? Wording.ml(beat.getEndSystolicVolumeMl()) : "–",
              (beat.getIncluded() ? "yes" : "no: " + beat.getExclusionReason())
                  + (beat.getComplete() ? "" : " (incomplete in this clip)")));
    }
    return lines;
  }

  private String moment(int frame) {
    return Wording.number(FrameClock.of(result).seconds(frame), 2) + " s (" + (frame + 1) + ")";
  }

  public String getMethod() {
    return Wording.method(result.getMethod());
  }

  public String getSpacing() {
    return clip.getGeometry().hasMmPerWorkingPixel()
        ? "The file states the pixel spacing. A pixel of the scaled frames is "
            + Wording.number(clip.getGeometry().getMmPerWorkingPixel(), 3)
            + " mm."
        : "The file states no pixel spacing, so areas are in px² and volumes in px³. The ejection fraction of one view"
            + " needs no pixel spacing.";
  }

  public String getLicence() {
    return result.getProvenance().getModelLicence();
  }

  public List<Line> getProvenance() {
    Provenance made = result.getProvenance();
    return List.of(
        new Line("Model", made.getModelName() + " " + made.getModelVersion()),
        new Line("Model files, SHA-256", made.getModelSha256()),
        new Line("Preprocessing", made.getPreprocessingVersion()),
        new Line("EchoMotion", made.getSoftwareVersion()),
        new Line("Settings, SHA-256", orNone(made.getConfigurationHash())),
        new Line("Clip", clip.getClipId()),
        new Line("Uploaded file, SHA-256", clip.getSha256()));
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "none that changes the result" : text;
  }

  public String getCurveAlt() {
    String volumes =
        result.hasEndDiastolicVolumeMl() && result.hasEndSystolicVolumeMl()
            ? " Over the beats the volume falls from "
                + Wording.ml(result.getEndDiastolicVolumeMl())
                + " at end-diastole to "
                + Wording.ml(result.getEndSystolicVolumeMl())
                + " at end-systole."
            : "";
    return "Curves of left-ventricular volume and area against time in seconds, "
        + (result.getBeatsCount() == 1 ? "1 beat" : result.getBeatsCount() + " beats")
        + " shaded."
        + volumes;
  }
}
