package org.echomotion.xai.report;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.ef.v1.Interval;
import org.echomotion.contract.ef.v1.Quality;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.contract.ef.v1.SeverityProbability;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;

/**
 * The result of a clip or a study: the ejection fraction or the reason for none, and its quality.
 *
 * @param status whether there is a number
 * @param reason if there is no number: the reason and what to do; else empty
 * @param percent the ejection fraction
 * @param interval interval around it
 * @param endDiastolicMl end-diastolic volume; empty without pixel spacing
 * @param endSystolicMl end-systolic volume; empty without pixel spacing
 * @param quality its grade and the reasons for it
 */
@RegisterForReflection // The templates read it.
public record ResultSummary(
    EjectionFractionStatus status,
    String reason,
    OptionalDouble percent,
    Optional<Interval> interval,
    OptionalDouble endDiastolicMl,
    OptionalDouble endSystolicMl,
    Quality quality) {

  /** Less likely grades are not shown. */
  private static final double LEAST_SHOWN = 0.05;

  static ResultSummary of(EjectionFraction result) {
    return new ResultSummary(
        result.getStatus(),
        result.getStatusReason(),
        given(result.hasEjectionFractionPercent(), result.getEjectionFractionPercent()),
        result.hasInterval() ? Optional.of(result.getInterval()) : Optional.empty(),
        given(result.hasEndDiastolicVolumeMl(), result.getEndDiastolicVolumeMl()),
        given(result.hasEndSystolicVolumeMl(), result.getEndSystolicVolumeMl()),
        result.getQuality());
  }

  static ResultSummary of(StudyEjectionFraction study) {
    return new ResultSummary(
        study.getStatus(),
        study.getStatusReason(),
        given(study.hasEjectionFractionPercent(), study.getEjectionFractionPercent()),
        study.hasInterval() ? Optional.of(study.getInterval()) : Optional.empty(),
        given(study.hasEndDiastolicVolumeMl(), study.getEndDiastolicVolumeMl()),
        given(study.hasEndSystolicVolumeMl(), study.getEndSystolicVolumeMl()),
        study.getQuality());
  }

  private static OptionalDouble given(boolean given, double value) {
    return given ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  public boolean measured() {
    return status == EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED
        && percent.isPresent();
  }

  public String headline() {
    return Wording.number(percent.orElseThrow(), 0) + " %";
  }

  /** Empty if there is no interval. */
  public String intervalLine() {
    return interval
        .map(
            i ->
                Wording.number(i.getLowerPercent(), 0)
                    + " to "
                    + Wording.number(i.getUpperPercent(), 0)
                    + " % ("
                    + Wording.number(100 * i.getNominalCoverage(), 0)
                    + " % prediction interval)")
        .orElse("");
  }

  /**
   * The likely severity grades, the likeliest first, for example "mildly abnormal 83 %, normal 6
   * %"; empty if they are unknown.
   */
  public String severityLine() {
    return interval.stream()
        .flatMap(i -> i.getSeverityList().stream())
        .filter(severity -> severity.getProbability() >= LEAST_SHOWN)
        .sorted(Comparator.comparingDouble(SeverityProbability::getProbability).reversed())
        .map(
            severity ->
                Wording.severity(severity.getGrade())
                    + " "
                    + Wording.number(100 * severity.getProbability(), 0)
                    + " %")
        .collect(Collectors.joining(", "));
  }

  /**
   * What studies like this one have, if that is another number than the measured one; else empty.
   */
  public String expectedLine() {
    return interval
        .filter(Interval::hasExpectedPercent)
        .map(i -> Wording.number(i.getExpectedPercent(), 0))
        .filter(expected -> !expected.equals(Wording.number(percent.orElseThrow(), 0)))
        .map(expected -> "In studies like this one, the reference is typically " + expected + " %.")
        .orElse("");
  }

  /** Empty if there is no interval. */
  public String intervalMethod() {
    return interval.map(Interval::getMethod).orElse("");
  }

  public String statusWords() {
    return Wording.status(status);
  }

  public boolean graded() {
    return quality.getGrade() != QualityGrade.QUALITY_GRADE_UNSPECIFIED;
  }

  public String grade() {
    return Wording.grade(quality.getGrade());
  }

  public String gradeClass() {
    return switch (quality.getGrade()) {
      case QUALITY_GRADE_GOOD -> "good";
      case QUALITY_GRADE_USABLE -> "usable";
      default -> "poor";
    };
  }

  public List<String> gradeReasons() {
    return quality.getReasonsList();
  }

  /** Returns everything except the grade, line by line. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("Status", statusWords()));
    if (measured()) {
      lines.add(new Line("Ejection fraction", Wording.percent(percent.getAsDouble())));
      interval.ifPresent(
          i ->
              lines.add(
                  new Line(
                      "Interval",
                      Wording.number(i.getLowerPercent(), 0)
                          + " to "
                          + Wording.percent(i.getUpperPercent())
                          + " (expected to contain an expert reader's value in "
                          + Wording.number(100 * i.getNominalCoverage(), 0)
                          + " % of studies like those of the calibration)")));
      if (!severityLine().isEmpty()) {
        lines.add(new Line("Likely", (severityLine() + ". " + expectedLine()).strip()));
      }
    } else if (!reason.isEmpty()) {
      lines.add(new Line("Reason", reason));
    }
    lines.add(new Line("End-diastolic volume (EDV)", volume(endDiastolicMl)));
    lines.add(new Line("End-systolic volume (ESV)", volume(endSystolicMl)));
    return lines;
  }

  private String volume(OptionalDouble ml) {
    if (ml.isPresent()) {
      return Wording.ml(ml.getAsDouble());
    }
    return measured() ? "unknown: the file states no pixel spacing" : "unknown";
  }
}
