package org.echomotion.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.echomotion.standalone.cli.Analysis.Outcome;
import org.echomotion.standalone.cli.LabelledCines.LabelledCine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes cines of known ejection fraction through the whole platform, and reports the error. */
@Command(
    name = "evaluate-ef",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Measure the error of the ejection fraction, end to end, on cines where it is known.",
    description = {
      "",
      "DIR holds truth.csv (columns file, view, ef_view), or is laid out as EchoNet-Dynamic",
      "(FileList.csv, Videos). The studies are deleted afterwards.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  echomotion phantom --count 20 --ef 20..70 --out phantoms",
      "  echomotion evaluate-ef phantoms"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every cine has a result",
      "1:a cine was lost: it was refused, or a step failed",
      "3:the folder cannot be read",
      "4:EchoMotion did not start, or the server cannot be reached"
    })
final class EvaluateEfCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "Cines and their truth.")
  private Path folder;

  @Option(names = "--limit", paramLabel = "N", description = "Only the first N.")
  private Integer limit;

  @Mixin private PlatformOptions platform;

  @Spec private CommandSpec spec;

  private record Scored(LabelledCine cine, Outcome outcome) {

    double error() {
      return outcome.result().orElseThrow().getEjectionFractionPercent() - cine.trueEf();
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter print = spec.commandLine().getOut();
    List<LabelledCine> cines;
    try {
      cines = LabelledCines.in(folder);
    } catch (IOException e) {
      spec.commandLine().getErr().println(folder + " holds no table of truth: " + e.getMessage());
      return ExitCode.UNREADABLE;
    }
    if (limit != null) {
      cines = cines.subList(0, Math.min(limit, cines.size()));
    }
    List<Scored> scored = new ArrayList<>();
    try (Session session = Session.open(platform, "evaluate-ef");
        Progress progress = Progress.onTerminal("Evaluate")) {
      for (LabelledCine cine : cines) {
        progress.at(scored.size() + " of " + cines.size(), 100.0 * scored.size() / cines.size());
        scored.add(new Scored(cine, analyse(session.client(), cine)));
      }
    }
    report(scored, print);
    return scored.stream().allMatch(s -> s.outcome().result().isPresent())
        ? ExitCode.OK
        : ExitCode.NO_NUMBER;
  }

  private static Outcome analyse(StudyClient client, LabelledCine cine)
      throws InterruptedException {
    String study = "evaluate-" + UUID.randomUUID();
    try {
      return new Analysis(client, study, new Progress.Silent())
          .run(List.of(cine.file()), cine.view(), true)
          .files()
          .get(0);
    } finally {
      client.delete(study);
    }
  }

  private static void report(List<Scored> scored, PrintWriter print) {
    Map<String, List<Double>> errors = new TreeMap<>();
    int lost = 0;
    for (Scored s : scored) {
      String name = s.cine().file().getFileName().toString();
      String view = ResultTable.view(s.cine().view());
      if (s.outcome().hasNumber()) {
        double computed = s.outcome().result().orElseThrow().getEjectionFractionPercent();
        print.printf(
            Locale.ROOT,
            "%-28s %-4s true %5.1f  computed %5.1f  error %+6.1f%n",
            name,
            view,
            s.cine().trueEf(),
            computed,
            s.error());
        errors.computeIfAbsent(view, v -> new ArrayList<>()).add(s.error());
        errors.computeIfAbsent("all", v -> new ArrayList<>()).add(s.error());
      } else {
        lost += s.outcome().result().isPresent() ? 0 : 1;
        print.printf(
            Locale.ROOT,
            "%-28s %-4s true %5.1f  no number: %s%n",
            name,
            view,
            s.cine().trueEf(),
            s.outcome().result().map(r -> r.getStatusReason()).orElse(s.outcome().failure()));
      }
    }
    print.println();
    errors.forEach(
        (view, of) ->
            print.printf(
                Locale.ROOT,
                "%-4s n %3d  MAE %5.2f  bias %+6.2f  RMSE %5.2f  worst %5.1f%n",
                view,
                of.size(),
                of.stream().mapToDouble(Math::abs).average().orElse(Double.NaN),
                of.stream().mapToDouble(e -> e).average().orElse(Double.NaN),
                Math.sqrt(of.stream().mapToDouble(e -> e * e).average().orElse(Double.NaN)),
                of.stream().mapToDouble(Math::abs).max().orElse(Double.NaN)));
    int numbers = errors.getOrDefault("all", List.of()).size();
    print.printf(
        "%d cines, %d with a number, %d without, %d lost%n",
        scored.size(), numbers, scored.size() - numbers - lost, lost);
    print.flush();
  }
}
