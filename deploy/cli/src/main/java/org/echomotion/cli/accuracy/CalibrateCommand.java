package org.echomotion.cli.accuracy;

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
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.echomotion.cli.accuracy.SetOptions.LabelledSet;
import org.echomotion.cli.accuracy.study.CalibrationStudies;
import org.echomotion.cli.accuracy.study.EvaluatedStudy;
import org.echomotion.cli.platform.Session;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.cli.terminal.Version;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.ef.interval.CalibrationJson;
import org.echomotion.ef.interval.ConformalFit;
import org.echomotion.ef.interval.ConformalFit.Performance;
import org.echomotion.ef.interval.ConformalFit.Study;
import org.echomotion.ef.interval.EjectionFractionInterval;
import org.echomotion.ef.interval.IntervalCalibration;
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
      "Measures the studies on the whole platform, fits the width of the intervals by quality and",
      "number of views, and writes the calibration to a file. Prints the coverage of the intervals",
      "before and after. The coverage after is cross-validated: the interval of each study comes",
      "from a calibration without this study.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  echomotion calibrate --data our-studies --out our-calibration.json",
      "  ECHOMOTION_EF_INTERVAL_CALIBRATION=our-calibration.json echomotion up"
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

  @Mixin private SetOptions sets;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "ef-calibration.json",
      description = "Where to write the calibration. Default: ${DEFAULT-VALUE}")
  private Path out;

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
    PrintWriter print = spec.commandLine().getOut();
    try {
      List<LabelledSet> labelled = sets.read();
      LabelledRun run;
      try (Session session = Session.open(sets.platform(), "calibrate");
          Progress progress = Progress.onTerminal("Calibrate")) {
        run = new LabelledRun(session.client(), Optional.empty());
        for (LabelledSet set : labelled) {
          run.measure(set.name(), set.studies(), progress);
        }
      }
      run.leftOnServer().ifPresent(spec.commandLine().getErr()::println);
      List<EvaluatedStudy> measured =
          run.studies().stream().filter(EvaluatedStudy::hasNumber).toList();
      if (measured.size() < ConformalFit.SETTINGS.fewest()) {
        spec.commandLine()
            .getErr()
            .printf(
                Locale.ROOT,
                "A calibration needs at least %d studies with an ejection fraction; %d of %d have"
                    + " one. Add labelled studies.%n",
                ConformalFit.SETTINGS.fewest(),
                measured.size(),
                run.studies().size());
        return ExitCode.NO_NUMBER;
      }
      Provenance made = run.provenance().orElseThrow();
      write(
          new IntervalCalibration.Model(
              made.getModelName(), made.getModelVersion(), made.getModelSha256()),
          measured,
          print);
      return ExitCode.OK;
    } finally {
      print.flush();
    }
  }

  private void write(IntervalCalibration.Model of, List<EvaluatedStudy> measured, PrintWriter print)
      throws IOException {
    List<Study> studies = measured.stream().map(CalibrationStudies::of).toList();
    List<EjectionFractionInterval> before =
        measured.stream().map(CalibrationStudies::interval).toList();
    List<EjectionFractionInterval> after = ConformalFit.crossFitted(of, studies, coverage, FOLDS);
    IntervalCalibration calibration =
        ConformalFit.fit(of, studies, coverage, LocalDate.now(ZoneOffset.UTC));
    row(print, "all", studies, before, after, s -> true);
    row(print, "one view", studies, before, after, s -> s.views() == 1);
    row(print, "two views", studies, before, after, s -> s.views() == 2);
    row(print, "EF below 40", studies, before, after, s -> s.referencePercent() < LOW_EF);
    studies.stream()
        .map(Study::set)
        .distinct()
        .forEach(set -> row(print, set, studies, before, after, s -> s.set().equals(set)));
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode json = CalibrationJson.of(calibration);
    Files.writeString(out, mapper.writeValueAsString(json) + "\n");
    print.printf(
        "%nWrote %s, calibration %s of %s %s. To use it, set%n"
            + "echomotion.ef.interval.calibration to this file.%n",
        out, calibration.id(), of.name(), of.version());
    if (model != null) {
      ObjectNode manifest = (ObjectNode) mapper.readTree(model.resolve(MANIFEST).toFile());
      if (!manifest.path("sha256").asText().equals(of.sha256())) {
        throw new IOException(
            "%s did not measure the studies. Give the directory of %s %s (SHA-256 %s)."
                .formatted(model, of.name(), of.version(), of.sha256()));
      }
      manifest.set(FIELD, json);
      mapper.writeValue(model.resolve(MANIFEST).toFile(), manifest);
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
        "%-20s n %4d   before: coverage %5.1f %%, width %4.1f   after: coverage %5.1f %%, width %4.1f%n",
        name,
        some.size(),
        100 * old.coverage(),
        old.meanWidthPoints(),
        100 * now.coverage(),
        now.meanWidthPoints());
  }
}
