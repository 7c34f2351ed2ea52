package org.echomotion.cli.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.echomotion.cli.accuracy.LabelledStudies.LabelledStudy;
import org.echomotion.cli.accuracy.study.EvaluatedStudy;
import org.echomotion.cli.accuracy.study.StudyEvaluation;
import org.echomotion.cli.analyze.Analysis.Outcome;
import org.echomotion.cli.analyze.ReportFolder;
import org.echomotion.cli.client.StudyClient;

/**
 * Stores the reports of the studies with the largest error. Studies are deleted from the platform,
 * so a report is written as soon as its study is among the worst so far. It is removed when worse
 * studies replace the study.
 */
final class WorstReports {

  private static final String FOLDER = "reports";

  private final Path out;
  private final ReportFolder names = new ReportFolder();
  private final List<Kept> kept = new ArrayList<>();

  /** The reports of a study, by the names of its rows in the tables. */
  private record Kept(double error, Map<String, String> links, List<Path> folders) {}

  /**
   * Starts without reports.
   *
   * @param out the folder of the evaluation
   */
  WorstReports(Path out) {
    this.out = out;
  }

  /**
   * Writes the study's reports if one of its errors is among the largest so far.
   *
   * @param measured results of its clips, in their order, and of the study itself
   * @throws IOException if a report cannot be written
   */
  void consider(
      LabelledStudy study, List<EvaluatedStudy> measured, List<Outcome> clips, StudyClient client)
      throws IOException {
    double error =
        measured.stream()
            .filter(EvaluatedStudy::hasNumber)
            .mapToDouble(s -> Math.abs(s.measured().orElseThrow().percent() - s.referencePercent()))
            .max()
            .orElse(-1);
    boolean among =
        error >= 0
            && (kept.size() < StudyEvaluation.WORST || error > kept.get(kept.size() - 1).error());
    if (!among) {
      return;
    }
    Map<String, String> links = new LinkedHashMap<>();
    List<Path> folders = new ArrayList<>();
    for (Outcome clip : clips) {
      if (clip.result().isPresent()) {
        String name = names.nameFor(clip.file());
        Path folder = out.resolve(FOLDER).resolve(name);
        names.write(folder, clip.result().get(), client);
        folders.add(folder);
        String link = FOLDER + "/" + name + "/" + ReportFolder.PAGE;
        links.put(clip.file().getFileName().toString(), link);
        links.putIfAbsent(study.subject(), link);
      }
    }
    kept.add(new Kept(error, links, folders));
    kept.sort(Comparator.comparingDouble(Kept::error).reversed());
    if (kept.size() > StudyEvaluation.WORST) {
      for (Path folder : kept.remove(kept.size() - 1).folders()) {
        remove(folder);
      }
    }
  }

  /** Returns links to the reports, relative to the evaluation's folder, by names of rows. */
  Map<String, String> links() {
    Map<String, String> links = new LinkedHashMap<>();
    kept.forEach(k -> links.putAll(k.links()));
    return links;
  }

  private static void remove(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
