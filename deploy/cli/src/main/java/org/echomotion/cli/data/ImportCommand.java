package org.echomotion.cli.data;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.echomotion.cli.platform.PlatformOptions;
import org.echomotion.cli.platform.Session;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Failures;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.cli.terminal.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports the cines of a published set. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Import the cines of a published set, and analyse each.",
    description = {
      "",
      "echonet: FileList.csv and Videos, in the layout of EchoNet-Dynamic and 'echomotion phantom'.",
      "         Each video becomes a study that is named after its file.",
      "camus:   truth.csv (columns file, patient, view) and cines. Each patient becomes a study.",
      "         Folders of CAMUS as published are left out, because they show only half a beat.",
      "",
      "A stopped import continues when it is started again: known cines are not sent twice. Labels",
      "are not imported.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  echomotion import --server 127.0.0.1:8080 echonet EchoNet-Dynamic"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every cine was imported",
      "1:done, but cines were left out; the output states the reasons",
      "3:the folder cannot be read",
      "4:EchoMotion did not start, or the server cannot be reached"
    })
public final class ImportCommand implements Callable<Integer> {

  /** The layouts of a set. */
  enum PublishedSet {
    ECHONET,
    CAMUS
  }

  @Parameters(index = "0", paramLabel = "echonet|camus", description = "Layout of DIR.")
  private PublishedSet set;

  @Parameters(index = "1", paramLabel = "DIR", description = "Folder of the set.")
  private Path folder;

  @Option(names = "--limit", paramLabel = "N", description = "Only the first N cines.")
  private Integer limit;

  @Mixin private PlatformOptions platform;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (limit != null && limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be at least 1.");
    }
    ImportedSet cines;
    try {
      cines = set == PublishedSet.ECHONET ? ImportedSet.echonet(folder) : ImportedSet.camus(folder);
    } catch (IOException e) {
      spec.commandLine()
          .getErr()
          .println(folder + " does not have this layout: " + Failures.words(e));
      return ExitCode.UNREADABLE;
    }
    if (limit != null) {
      cines =
          new ImportedSet(
              cines.cines().subList(0, Math.min(limit, cines.cines().size())), cines.leftOut());
    }
    SetImport.Outcome outcome = new SetImport.Outcome(0, 0, cines.leftOut());
    if (!cines.cines().isEmpty()) {
      try (Session session = Session.open(platform, "import");
          Progress progress = Progress.onTerminal("Import")) {
        outcome = new SetImport(session.client(), progress).run(cines);
      }
    }
    PrintWriter print = spec.commandLine().getOut();
    outcome.leftOut().forEach((what, why) -> print.println("left out " + what + ": " + why));
    print.printf(
        "Imported %d cines, %d of them new; left out %d.%n",
        outcome.cines(), outcome.sent(), outcome.leftOut().size());
    print.flush();
    return outcome.leftOut().isEmpty() ? ExitCode.OK : ExitCode.NO_NUMBER;
  }
}
