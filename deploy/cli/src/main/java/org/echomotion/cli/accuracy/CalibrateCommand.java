package org.echomotion.cli.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.echomotion.cli.accuracy.SetOptions.LabelledSet;
import org.echomotion.cli.accuracy.calibration.CalibrationFit;
import org.echomotion.cli.accuracy.calibration.CalibrationStudies;
import org.echomotion.cli.accuracy.calibration.GradeReliability;
import org.echomotion.cli.accuracy.calibration.Performance;
import org.echomotion.cli.accuracy.calibration.Study;
import org.echomotion.cli.accuracy.study.EvaluatedStudy;
import org.echomotion.cli.accuracy.study.StudyEvaluationFiles;
import org.echomotion.cli.platform.Session;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.cli.terminal.Version;
import org.echomotion.ef.interval.CalibrationJson;
import org.echomotion.ef.interval.EjectionFractionInterval;
import org.echomotion.ef.interval.IntervalCalibration;
import org.echomotion.ef.interval.Planes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Calibrates the interval of the ejection fraction on a site's own labelled studies. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Calibrate the ejection fraction's interval on your own labelled studies.",
    description = {
      "",
      "Measures the studies on the whole platform, fits the intervals by set and views, and writes",
      "the calibration to a file. Prints the coverage of the intervals before and after. The",
      "coverage after is cross-validated: the interval of each study comes from a calibration",
      "without this patient.",
      "",
      "A study gets the intervals of the set that its pictures look like, and the widest of all sets",
      "if there is none. So give different kinds of studies as different sets.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  echomotion calibrate --data our-studies --out our-calibration.json",
      "  ECHOMOTION_EF_INTERVAL_CALIBRATION=our-calibration.json echomotion up",
      "",
      "Out of fold, from networks that were trained without the patients they measured:",
      "  echomotion calibrate --measured patients=fold1/evaluation-ef.json \\",
      "    --measured patients=fold2/evaluation-ef.json --model DIR"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the calibration was written",
      "1:too few studies have an ejection fraction",
      "2:the command line is wrong",
      "3:a folder cannot be read, or the file cannot be written",
      "4:EchoMotion did not start, or the server cannot be reached"
    })
public final class CalibrateCommand implements Callable<Integer> {

  private static final int FOLDS = 10;
  private static final double LOW_EF = 40;
  private static final String MANIFEST = "model.json";
  private static final String FIELD = "efCalibration";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Mixin private SetOptions sets;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "ef-calibration.json",
      description = "Where to write the calibration. Default: ${DEFAULT-VALUE}")
  private Path out;

  @Option(
      names = "--measured",
      paramLabel = "NAME=FILE",
      description = {
        "Studies of the set NAME that 'evaluate-ef' has measured before: its evaluation-ef.json.",
        "May be repeated, also for the same set. Needs --model."
      })
  private List<String> measuredBefore = List.of();

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description =
          "Also write the calibration into model.json of this model. Other files do not change.")
  private Path model;

  @Option(
      names = "--coverage",
      paramLabel = "SHARE",
      defaultValue = "0.9",
      description =
          "Share of studies whose interval must contain the reference, 0.5 to 0.95. Default:"
              + " ${DEFAULT-VALUE}")
  private double coverage;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (!(coverage >= 0.5 && coverage <= 0.95)) {
      throw new IllegalArgumentException("--coverage must be between 0.5 and 0.95.");
    }
    if (model != null && !Files.isWritable(model.resolve(MANIFEST))) {
      throw new IllegalArgumentException(
          "--model must be a model directory: %s cannot be written."
              .formatted(model.resolve(MANIFEST)));
    }
    if (!measuredBefore.isEmpty() && model == null) {
      throw new IllegalArgumentException(
          "--measured needs --model: the model that the calibration is for.");
    }
    PrintWriter print = spec.commandLine().getOut();
    try {
      List<EvaluatedStudy> all = new ArrayList<>();
      List<Study> studies = new ArrayList<>();
      for (String given : measuredBefore) {
        String[] parts = given.split("=", 2);
        if (parts.length < 2 || parts[0].isEmpty()) {
          throw new IllegalArgumentException(
              "--measured must be NAME=FILE, not '%s'.".formatted(given));
        }
        add(StudyEvaluationFiles.studies(Path.of(parts[1])), Optional.of(parts[0]), all, studies);
      }
      Optional<IntervalCalibration.Model> measuredBy = Optional.empty();
      if (sets.areGiven() || measuredBefore.isEmpty()) {
        LabelledRun run = measure();
        run.leftOnServer().ifPresent(spec.commandLine().getErr()::println);
        add(run.studies(), Optional.empty(), all, studies);
        measuredBy =
            run.provenance()
                .map(
                    made ->
                        new IntervalCalibration.Model(
                            made.getModelName(), made.getModelVersion(), made.getModelSha256()));
      }
      Optional<String> tooFew = tooFew(studies);
      if (tooFew.isPresent()) {
        spec.commandLine().getErr().println(tooFew.get());
        return ExitCode.NO_NUMBER;
      }
      write(calibrated(measuredBy), all, studies, print);
      return ExitCode.OK;
    } finally {
      print.flush();
    }
  }

  private LabelledRun measure() throws InterruptedException, IOException {
    List<LabelledSet> labelled = sets.read();
    try (Session session = Session.open(sets.platform(), "calibrate");
        Progress progress = Progress.onTerminal("Calibrate")) {
      LabelledRun run = new LabelledRun(session.client(), Optional.empty());
      for (LabelledSet set : labelled) {
        run.measure(set.name(), set.studies(), progress);
      }
      return run;
    }
  }

  /** Adds the studies with a number. */
  private static void add(
      List<EvaluatedStudy> measured,
      Optional<String> set,
      List<EvaluatedStudy> all,
      List<Study> studies) {
    for (EvaluatedStudy study : measured) {
      if (study.hasNumber()) {
        all.add(study);
        studies.add(CalibrationStudies.of(study, set.orElse(study.set())));
      }
    }
  }

  private static Optional<String> tooFew(List<Study> studies) {
    Map<String, Long> bySet =
        studies.stream()
            .collect(Collectors.groupingBy(Study::set, TreeMap::new, Collectors.counting()));
    if (bySet.isEmpty()) {
      return Optional.of("No study has an ejection fraction. Add labelled studies.");
    }
    return bySet.entrySet().stream()
        .filter(set -> set.getValue() < CalibrationFit.FEWEST)
        .map(
            set ->
                ("A calibration needs at least %d studies with an ejection fraction in each set; %s"
                        + " has %d. Add labelled studies, or give them as one set.")
                    .formatted(CalibrationFit.FEWEST, set.getKey(), set.getValue()))
        .findFirst();
  }

  /**
   * The model that the calibration is for.
   *
   * @param measuredBy the model that measured studies now; empty if all were measured before
   * @throws IOException if it is not that of --model
   */
  private IntervalCalibration.Model calibrated(Optional<IntervalCalibration.Model> measuredBy)
      throws IOException {
    if (model == null) {
      return measuredBy.orElseThrow();
    }
    JsonNode manifest = JSON.readTree(model.resolve(MANIFEST).toFile());
    IntervalCalibration.Model given =
        new IntervalCalibration.Model(
            manifest.path("name").asText(),
            manifest.path("version").asText(),
            manifest.path("sha256").asText());
    if (measuredBy.isPresent() && !measuredBy.get().sha256().equals(given.sha256())) {
      throw new IOException(
          "%s did not measure the studies. Give the directory of %s %s (SHA-256 %s)."
              .formatted(
                  model,
                  measuredBy.get().name(),
                  measuredBy.get().version(),
                  measuredBy.get().sha256()));
    }
    return given;
  }

  private void write(
      IntervalCalibration.Model of,
      List<EvaluatedStudy> measured,
      List<Study> studies,
      PrintWriter print)
      throws IOException {
    List<EjectionFractionInterval> before =
        measured.stream().map(CalibrationStudies::interval).toList();
    List<EjectionFractionInterval> after = CalibrationFit.crossFitted(of, studies, coverage, FOLDS);
    IntervalCalibration calibration =
        CalibrationFit.fit(of, studies, coverage, LocalDate.now(ZoneOffset.UTC));
    row(print, "all", studies, before, after, s -> true);
    for (String set : studies.stream().map(Study::set).distinct().toList()) {
      Predicate<Study> inSet = s -> s.set().equals(set);
      row(print, set, studies, before, after, inSet);
      for (Planes planes : List.of(Planes.A4C, Planes.A2C, Planes.BIPLANE)) {
        row(
            print,
            "  " + planes.words(),
            studies,
            before,
            after,
            inSet.and(s -> s.planes() == planes));
      }
      row(
          print,
          "  EF below 40",
          studies,
          before,
          after,
          inSet.and(s -> s.referencePercent() < LOW_EF));
    }
    print.println();
    GradeReliability.of(studies, after)
        .forEach(
            range ->
                print.printf(
                    Locale.ROOT,
                    "severity grades stated with %3.0f %% on average: observed in %3.0f %% (n %d)%n",
                    100 * range.stated(),
                    100 * range.observed(),
                    range.statements()));
    ObjectNode json = CalibrationJson.of(calibration);
    Files.writeString(out, JSON.writeValueAsString(json) + "\n");
    print.printf(
        "%nWrote %s, calibration %s of %s %s. To use it, set%n"
            + "echomotion.ef.interval.calibration to this file.%n",
        out, calibration.id(), of.name(), of.version());
    if (model != null) {
      ObjectNode manifest = (ObjectNode) JSON.readTree(model.resolve(MANIFEST).toFile());
      manifest.set(FIELD, json);
      JSON.writeValue(model.resolve(MANIFEST).toFile(), manifest);
      print.println("Wrote it into " + model.resolve(MANIFEST) + ".");
    }
  }

  private static void row(
      PrintWriter print,
      String name,
      List<Study> studies,
      List<EjectionFractionInterval> before,
      List<EjectionFractionInterval> after,
      Predicate<Study> which) {
    List<Study> some = new ArrayList<>();
    List<EjectionFractionInterval> someBefore = new ArrayList<>();
    List<EjectionFractionInterval> someAfter = new ArrayList<>();
    for (int i = 0; i < studies.size(); i++) {
      if (which.test(studies.get(i))) {
        some.add(studies.get(i));
        someBefore.add(before.get(i));
        someAfter.add(after.get(i));
      }
    }
    if (some.isEmpty()) {
      return;
    }
    Performance old = Performance.of(some, someBefore);
    Performance now = Performance.of(some, someAfter);
    print.printf(
        Locale.ROOT,
        "%-20s n %4d   before: coverage %5.1f %%, width %4.1f   after: coverage %5.1f %%, width %4.1f"
            + "   mean error: measured %4.1f, expected %4.1f%n",
        name,
        some.size(),
        100 * old.coverage(),
        old.meanWidthPoints(),
        100 * now.coverage(),
        now.meanWidthPoints(),
        now.meanErrorPoints(),
        now.meanExpectedErrorPoints());
  }
}
