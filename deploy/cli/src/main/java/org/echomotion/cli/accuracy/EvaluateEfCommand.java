package org.echomotion.cli.accuracy;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.echomotion.cli.accuracy.SetOptions.LabelledSet;
import org.echomotion.cli.accuracy.page.Table;
import org.echomotion.cli.accuracy.study.EvaluatedStudy;
import org.echomotion.cli.accuracy.study.StudyEvaluation;
import org.echomotion.cli.accuracy.study.StudyEvaluationFiles;
import org.echomotion.cli.accuracy.study.StudyTables;
import org.echomotion.cli.platform.Session;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.cli.terminal.Version;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.ef.interval.EjectionFractionInterval;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures labelled studies on the whole platform and compares the results with the labels. */
@Command(
    name = "evaluate-ef",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header =
        "Measure the error of the ejection fraction, end to end, on studies with known values.",
    description = {
      "",
      "Prints agreement, coverage of the intervals and confusion of severity grades. With --out, also",
      "writes evaluation-ef.json, evaluation-ef.html and the reports of the ten studies with the",
      "largest error. If a patient has both views and a biplane value, both cines are one study, and",
      "its biplane ejection fraction is measured too. The studies are deleted afterwards.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  echomotion phantom --count 20 --ef 20..70 --out phantoms",
      "  echomotion evaluate-ef --data phantoms --out evaluation"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every cine has a result",
      "1:a cine has no result: it was rejected, or a step failed",
      "2:the command line is wrong",
      "3:a folder cannot be read",
      "4:EchoMotion did not start, or the server cannot be reached"
    })
public final class EvaluateEfCommand implements Callable<Integer> {

  @Mixin private SetOptions sets;

  @Option(names = "--out", paramLabel = "DIR", description = "Where to write the files.")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    PrintWriter print = spec.commandLine().getOut();
    Optional<WorstReports> reports = Optional.ofNullable(out).map(WorstReports::new);
    List<LabelledSet> labelled = sets.read();
    LabelledRun run;
    try (Session session = Session.open(sets.platform(), "evaluate-ef");
        Progress progress = Progress.onTerminal("Evaluate")) {
      run = new LabelledRun(session.client(), reports);
      for (LabelledSet set : labelled) {
        run.measure(set.name(), set.studies(), progress);
      }
    }
    if (run.studies().stream().noneMatch(EvaluatedStudy::hasNumber)) {
      spec.commandLine()
          .getErr()
          .println("No study has an ejection fraction, so nothing can be compared.");
      return ExitCode.NO_NUMBER;
    }
    StudyEvaluation evaluation =
        StudyEvaluation.of(
            labelled.stream().map(LabelledSet::name).collect(Collectors.joining(", ")),
            run.provenance().map(EvaluateEfCommand::model).orElse("unknown"),
            EjectionFractionInterval.SETTINGS.nominalCoverage(),
            run.studies());
    print(evaluation, print);
    counts(run, print);
    if (out != null) {
      Map<String, String> links = reports.map(WorstReports::links).orElse(Map.of());
      StudyEvaluationFiles.write(evaluation, links, out);
      print.println("Wrote " + out.resolve("evaluation-ef.html") + " and evaluation-ef.json.");
    }
    run.leftOnServer().ifPresent(spec.commandLine().getErr()::println);
    print.flush();
    return run.lost() == 0 ? ExitCode.OK : ExitCode.NO_NUMBER;
  }

  private static String model(Provenance made) {
    return made.getModelName()
        + " "
        + made.getModelVersion()
        + " (SHA-256 "
        + made.getModelSha256()
        + "), EchoMotion "
        + made.getSoftwareVersion();
  }

  private static void counts(LabelledRun run, PrintWriter print) {
    List<EvaluatedStudy> cines =
        run.studies().stream().filter(s -> !s.planes().equals(EvaluatedStudy.BIPLANE)).toList();
    long numbers = cines.stream().filter(EvaluatedStudy::hasNumber).count();
    print.printf(
        "%d cines, %d with a number, %d without, %d lost%n",
        cines.size(), numbers, cines.size() - numbers - run.lost(), run.lost());
  }

  private static void print(StudyEvaluation evaluation, PrintWriter print) {
    evaluation.studies().stream()
        .filter(EvaluatedStudy::hasNumber)
        .forEach(
            s ->
                print.printf(
                    Locale.ROOT,
                    "%-28s %-8s true %5.1f  computed %5.1f  interval %3.0f to %3.0f%n",
                    s.name(),
                    s.planes(),
                    s.referencePercent(),
                    s.measured().orElseThrow().percent(),
                    s.measured().orElseThrow().lowerPercent(),
                    s.measured().orElseThrow().upperPercent()));
    print.println();
    List<Table> tables = new ArrayList<>();
    tables.add(StudyTables.agreement(evaluation));
    tables.add(StudyTables.groups(evaluation));
    evaluation.confusion().forEach(confusion -> tables.add(StudyTables.confusion(confusion)));
    tables.add(StudyTables.worst(evaluation));
    tables.add(StudyTables.without(evaluation));
    for (Table table : tables) {
      if (!table.isEmpty()) {
        print.println(table.text());
      }
    }
  }
}
