package org.echomotion.cli.analyze;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.echomotion.cli.analyze.Analysis.Analysed;
import org.echomotion.cli.analyze.Analysis.Outcome;
import org.echomotion.cli.client.StudyClient;
import org.echomotion.cli.platform.PlatformOptions;
import org.echomotion.cli.platform.Session;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.cli.terminal.Version;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the ejection fraction of cines and writes report folders. */
@Command(
    name = "analyze",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Measure the ejection fraction of echo cines, and write a report for checking it.",
    description = {
      "",
      "Reads DICOM and video. Several files are one study; each file has its own report.",
      "If a picture shows two planes, each plane has its own report.",
      "A study with A4C and A2C also has a biplane ejection fraction.",
      "A report folder has report.html, result.json, overlay.mp4, curve.png, ed.png and es.png.",
      "With several files, study.html and study.json are beside the report folders.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  echomotion analyze docs/samples/a4c.dcm",
      "  echomotion analyze --view A2C --out report a2c.avi",
      "  echomotion analyze study-folder                     # all its cines, one study",
      "  echomotion analyze --json a4c.dcm | jq .ejectionFractionPercent",
      "  echomotion analyze --view A4C,A2C a4c.avi a2c.avi   # one study: biplane",
      "  echomotion analyze --server 127.0.0.1:8080 a4c.dcm",
      "",
      "Not for clinical use."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every file has an ejection fraction",
      "1:done, but a file has no ejection fraction; the output states the reason",
      "2:the command line is wrong",
      "3:a file cannot be read, or is not a cine",
      "4:EchoMotion did not start, or the server cannot be reached",
      "5:EchoMotion failed; the log has the details",
      "130:stopped by Ctrl-C"
    })
public final class AnalyzeCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Cines. A folder or a DICOMDIR means all cines in it.")
  private List<Path> arguments;

  private List<Path> files = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = {
        "Where to write. Default: ./echomotion-report/NAME for a file NAME.dcm.",
        "Each of several files gets a folder in it."
      })
  private Path out;

  @Option(
      names = "--json",
      description =
          "Print only the result as JSON; for several files, all results and the study's. Without"
              + " --out, no report is written.")
  private boolean json;

  @Option(
      names = "--view",
      paramLabel = "A4C|A2C",
      split = ",",
      description = {
        "The view of all files, or one view per file, separated by commas.",
        "Default: as stated in the file, else detected from the pictures."
      })
  private List<ViewOption> views = List.of();

  @Option(
      names = "--other-modality",
      description = {
        "Also read a DICOM cine that states another modality than ultrasound, such as XA.",
        "Default: reject it."
      })
  private boolean otherModality;

  @Option(
      names = "--study",
      paramLabel = "KEY",
      description = "Name of the study; never a patient identifier. Default: a new name.")
  private String studyKey;

  @Option(
      names = "--include-poor",
      description =
          "Also report ejection fractions of poor quality. Default: state why they are withheld.")
  private boolean includePoor;

  @Mixin private PlatformOptions platform;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    StudyFiles study = StudyFiles.of(arguments);
    files = study.files();
    int named = files.size() + study.problems().size();
    if (views.size() > 1 && views.size() != named) {
      throw new ParameterException(
          spec.commandLine(),
          "--view has %d views for %d files. Give one view for all files, or one per file."
              .formatted(views.size(), named));
    }
    if (!study.problems().isEmpty()) {
      study.problems().forEach(spec.commandLine().getErr()::println);
      return ExitCode.UNREADABLE;
    }
    String key = studyKey == null ? newStudyKey() : studyKey;
    PrintWriter print = spec.commandLine().getOut();
    try (Progress progress = Progress.onTerminal("EchoMotion")) {
      progress.at("start", 0);
      try (Session session = Session.open(platform, "analyze")) {
        Analysed analysed =
            new Analysis(session.client(), key, progress).run(sources(), includePoor);
        List<Outcome> outcomes = analysed.files();
        progress.at("report", 100);
        List<Path> folders = writeReports(outcomes, session.client());
        Optional<Path> studyPage = writeStudy(analysed, folders, session.client());
        // The result is printed first, because stopping the platform takes a moment.
        progress.end();
        if (json) {
          print.println(asJson(analysed));
        }
        print(analysed, folders, studyPage, print);
        return exitCode(outcomes, study);
      }
    }
  }

  private List<Analysis.Source> sources() {
    List<Analysis.Source> sources = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      View view =
          views.isEmpty() ? View.VIEW_UNSPECIFIED : views.get(views.size() == 1 ? 0 : i).view();
      sources.add(new Analysis.Source(files.get(i), view, otherModality));
    }
    return sources;
  }

  private static String newStudyKey() {
    return "analyze-"
        + LocalDateTime.now(ZoneId.systemDefault())
            .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"))
        + "-"
        + UUID.randomUUID().toString().substring(0, 8);
  }

  private List<Path> writeReports(List<Outcome> outcomes, StudyClient client) throws IOException {
    ReportFolder report = new ReportFolder();
    List<Path> folders = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      String name =
          outcomes.size() == 1
              ? report.nameFor(outcome.file())
              : report.nameFor(
                  outcome.result().map(EjectionFraction::getView).orElse(View.VIEW_UNSPECIFIED));
      Path folder = folderFor(name, outcomes.size());
      folders.add(folder);
      if (outcome.result().isPresent() && writesReports()) {
        report.write(folder, outcome.result().get(), client);
      }
    }
    return folders;
  }

  /** Writes the page of the study; empty for one clip, or if no clip has a result. */
  private Optional<Path> writeStudy(Analysed analysed, List<Path> folders, StudyClient client)
      throws IOException {
    if (analysed.files().size() == 1 || analysed.study().isEmpty() || !writesReports()) {
      return Optional.empty();
    }
    Map<String, Path> clips = new HashMap<>();
    for (int i = 0; i < folders.size(); i++) {
      Path folder = folders.get(i);
      analysed.files().get(i).result().ifPresent(r -> clips.putIfAbsent(r.getClipId(), folder));
    }
    return Optional.of(
        ReportFolder.writeStudy(outFolder(), analysed.study().get(), includePoor, clips, client));
  }

  private boolean writesReports() {
    return !json || out != null;
  }

  private Path folderFor(String name, int clips) {
    return clips == 1 && out != null ? out : outFolder().resolve(name);
  }

  private Path outFolder() {
    return out == null ? Path.of("echomotion-report") : out;
  }

  private String asJson(Analysed analysed) {
    List<EjectionFraction> results =
        analysed.files().stream().flatMap(outcome -> outcome.result().stream()).toList();
    if (analysed.files().size() == 1) {
      return results.isEmpty() ? "{}" : Json.of(results.get(0));
    }
    GetEjectionFractionResponse.Builder all =
        GetEjectionFractionResponse.newBuilder().addAllResults(results);
    analysed.study().ifPresent(all::setStudy);
    return Json.of(all);
  }

  private void print(
      Analysed analysed, List<Path> folders, Optional<Path> studyPage, PrintWriter print) {
    List<Outcome> outcomes = analysed.files();
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = outcomes.get(i);
      String name = outcome.file().getFileName() + plane(outcome);
      if (outcome.result().isEmpty() || !outcome.failure().isEmpty()) {
        spec.commandLine().getErr().println(name + ": " + outcome.failure());
      }
      if (outcome.result().isPresent() && !json) {
        print.println(ResultTable.of(name, outcome.result().get()));
        Path page = folders.get(i).resolve(ReportFolder.PAGE);
        print.println("  Report      " + (Files.exists(page) ? page : folders.get(i)));
        print.println();
      }
    }
    if (!json) {
      if (outcomes.size() > 1) {
        analysed.study().ifPresent(study -> print.println(StudyTable.of(study)));
        studyPage.ifPresent(page -> print.println("  Report      " + page + "\n"));
      }
      print.println("Not for clinical use.");
    }
    print.flush();
  }

  private static String plane(Outcome outcome) {
    int plane = outcome.clip().map(Clip::getPlane).orElse(0);
    return plane == 0 ? "" : ", plane " + plane;
  }

  /** Other files of a folder are skipped, unless the folder has no cines. */
  private static int exitCode(List<Outcome> outcomes, StudyFiles study) {
    List<Outcome> counted =
        outcomes.stream()
            .filter(outcome -> !outcome.refused() || !study.fromFolders().contains(outcome.file()))
            .toList();
    if (counted.isEmpty() || counted.stream().anyMatch(Outcome::refused)) {
      return ExitCode.UNREADABLE;
    }
    return counted.stream().allMatch(Outcome::hasNumber) ? ExitCode.OK : ExitCode.NO_NUMBER;
  }
}
