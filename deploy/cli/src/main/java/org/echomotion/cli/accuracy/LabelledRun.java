package org.echomotion.cli.accuracy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.cli.accuracy.LabelledCines.LabelledCine;
import org.echomotion.cli.accuracy.LabelledStudies.LabelledStudy;
import org.echomotion.cli.accuracy.study.EvaluatedStudy;
import org.echomotion.cli.accuracy.study.EvaluatedStudy.Measured;
import org.echomotion.cli.analyze.Analysis;
import org.echomotion.cli.analyze.Analysis.Analysed;
import org.echomotion.cli.analyze.Analysis.Outcome;
import org.echomotion.cli.analyze.Analysis.Source;
import org.echomotion.cli.client.StudyClient;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.common.v1.Recording;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.Interval;
import org.echomotion.contract.ef.v1.Quality;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.ef.v1.VolumeMethod;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.ef.quality.PictureMeasures;

/** Measures labelled studies on the platform, and deletes them there afterwards. */
final class LabelledRun {

  private final StudyClient client;
  private final Optional<WorstReports> reports;
  private final List<EvaluatedStudy> studies = new ArrayList<>();
  private Optional<Provenance> provenance = Optional.empty();
  private int lost;
  private int undeleted;

  /**
   * Prepares a run.
   *
   * @param reports stores the reports of the worst studies; empty: no reports are stored
   */
  LabelledRun(StudyClient client, Optional<WorstReports> reports) {
    this.client = client;
    this.reports = reports;
  }

  /** Returns the studies measured so far, of all sets. */
  List<EvaluatedStudy> studies() {
    return List.copyOf(studies);
  }

  /** Returns the provenance of the results; empty before the first result. */
  Optional<Provenance> provenance() {
    return provenance;
  }

  /** Returns the number of cines without a result: rejected, or a step failed. */
  int lost() {
    return lost;
  }

  /**
   * Measures a set.
   *
   * @param set name of the set
   * @throws IOException if a report cannot be written
   */
  void measure(String set, List<LabelledStudy> labelled, Progress progress)
      throws InterruptedException, IOException {
    for (int i = 0; i < labelled.size(); i++) {
      progress.at(set + " " + i + " of " + labelled.size(), 100.0 * i / labelled.size());
      measure(set, labelled.get(i));
    }
  }

  private void measure(String set, LabelledStudy study) throws InterruptedException, IOException {
    String key = "evaluate-" + UUID.randomUUID();
    List<Source> sources =
        study.cines().stream().map(cine -> new Source(cine.file(), cine.view(), false)).toList();
    try {
      Analysed analysed = new Analysis(client, key, new Progress.Silent()).run(sources, true);
      List<Outcome> outcomes =
          study.cines().stream().map(cine -> outcome(analysed, cine.file())).toList();
      List<EvaluatedStudy> measured = new ArrayList<>();
      for (int i = 0; i < study.cines().size(); i++) {
        measured.add(ofClip(set, study.cines().get(i), outcomes.get(i)));
      }
      if (study.biplaneEf().isPresent()) {
        measured.add(ofStudy(set, study, analysed.study(), pictures(outcomes)));
      }
      studies.addAll(measured);
      if (reports.isPresent()) {
        reports.get().consider(study, measured, outcomes, client);
      }
    } finally {
      delete(key);
    }
  }

  /** Deletes a study. It stays if the caller's roles do not allow deleting. */
  private void delete(String key) {
    try {
      client.delete(key);
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.PERMISSION_DENIED) {
        throw e;
      }
      undeleted++;
    }
  }

  /** Returns a sentence on studies that stay on the server; empty if all were deleted. */
  Optional<String> leftOnServer() {
    return undeleted == 0
        ? Optional.empty()
        : Optional.of(
            "%d studies named evaluate-... stay on the server: your roles do not allow deleting."
                .formatted(undeleted));
  }

  /** Returns the outcome of a cine. A label of one view cannot be compared with two planes. */
  private static Outcome outcome(Analysed analysed, Path file) {
    Outcome first =
        analysed.files().stream()
            .filter(outcome -> outcome.file().equals(file))
            .findFirst()
            .orElseThrow();
    return first.clip().map(Clip::getPlane).orElse(0) == 0
        ? first
        : new Outcome(file, Optional.empty(), Optional.empty(), "The picture shows two planes.");
  }

  private EvaluatedStudy ofClip(String set, LabelledCine cine, Outcome outcome) {
    outcome.result().ifPresent(result -> provenance = Optional.of(result.getProvenance()));
    lost += outcome.result().isPresent() ? 0 : 1;
    return new EvaluatedStudy(
        set,
        cine.file().getFileName().toString(),
        cine.subject(),
        cine.view() == View.VIEW_A2C ? EvaluatedStudy.A2C : EvaluatedStudy.A4C,
        cine.trueEf(),
        cine.sex(),
        outcome
            .result()
            .filter(result -> outcome.hasNumber())
            .map(
                result ->
                    measured(
                        result.getEjectionFractionPercent(),
                        result.getInterval(),
                        result.getQuality(),
                        0,
                        pictures(List.of(outcome)))),
        outcome.result().map(r -> r.getStatusReason()).orElse(outcome.failure()));
  }

  private static EvaluatedStudy ofStudy(
      String set,
      LabelledStudy study,
      Optional<StudyEjectionFraction> together,
      List<PictureMeasures> pictures) {
    boolean biplane =
        together.map(s -> s.getMethod() == VolumeMethod.VOLUME_METHOD_BIPLANE_DISKS).orElse(false);
    return new EvaluatedStudy(
        set,
        study.subject(),
        study.subject(),
        EvaluatedStudy.BIPLANE,
        study.biplaneEf().orElseThrow(),
        study.cines().get(0).sex(),
        together
            .filter(s -> biplane && s.hasEjectionFractionPercent())
            .map(
                s ->
                    measured(
                        s.getEjectionFractionPercent(),
                        s.getInterval(),
                        s.getQuality(),
                        s.getViewDifferencePoints(),
                        pictures)),
        together
            .map(s -> s.getMethodReason().isEmpty() ? s.getStatusReason() : s.getMethodReason())
            .orElse("No clip of the study has a result."));
  }

  private static List<PictureMeasures> pictures(List<Outcome> outcomes) {
    return outcomes.stream()
        .flatMap(outcome -> outcome.clip().stream())
        .map(Clip::getRecording)
        .filter(Recording::hasPicture)
        .map(Recording::getPicture)
        .map(
            picture ->
                new PictureMeasures(
                    picture.getSaturatedShare(),
                    picture.getDarkShare(),
                    picture.getMedianLevel(),
                    picture.getBrightLevel(),
                    picture.getSectorShare(),
                    picture.getCutShare()))
        .toList();
  }

  private static Measured measured(
      double percent,
      Interval interval,
      Quality quality,
      double viewDifferencePoints,
      List<PictureMeasures> pictures) {
    return new Measured(
        percent,
        interval.getLowerPercent(),
        interval.getUpperPercent(),
        interval.getStandardDeviationPoints(),
        switch (quality.getGrade()) {
          case QUALITY_GRADE_GOOD -> "good";
          case QUALITY_GRADE_USABLE -> "usable";
          default -> "poor";
        },
        interval.getCalibrationId(),
        viewDifferencePoints,
        pictures);
  }
}
