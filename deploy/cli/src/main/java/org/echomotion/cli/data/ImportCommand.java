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

/** Brings a published set's cines in. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Bring the cines of a published set in, and have each analysed.",
    description = {
      "",
      "echonet: FileList.csv and Videos, as EchoNet-Dynamic and 'echomotion phantom' have them;",
      "         a video is a study, named as its file.",
      "camus:   truth.csv (columns file, patient, view) beside cines; a patient is a study. The",
      "         folders of CAMUS as published show half a beat per view, and are left out.",
      "",
      "Stopped and begun again it goes on: what EchoMotion has is not sent again. The labels stay",
      "where they are.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  echomotion import --server 127.0.0.1:8080 echonet EchoNet-Dynamic"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every cine is in",
      "1:done, but something was left out; the output says what and why",
      "3:the folder cannot be read",
      "4:EchoMotion did not start, or the server cannot be reached"
    })
public final class ImportCommand implements Callable<Integer> {

  /** The sets as they are typed. */
  enum PublishedSet {
    ECHONET,
    CAMUS
  }

  @Parameters(index = "0", paramLabel = "echonet|camus", description = "How DIR is laid out.")
  private PublishedSet set;

  @Parameters(index = "1", paramLabel = "DIR", description = "The set.")
  private Path folder;

  @Option(names = "--limit", paramLabel = "N", description = "Only the first N cines.")
  private Integer limit;

  @Mixin private PlatformOptions platform;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (limit != null && limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit is at least 1.");
    }
    ImportedSet cines;
    try {
      cines = set == PublishedSet.ECHONET ? ImportedSet.echonet(folder) : ImportedSet.camus(folder);
    } catch (IOException e) {
      spec.commandLine().getErr().println(folder + " is no such set: " + Failures.words(e));
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
        "%d cines are in, %d of them new; %d left out.%n",
        outcome.cines(), outcome.sent(), outcome.leftOut().size());
    print.flush();
    return outcome.leftOut().isEmpty() ? ExitCode.OK : ExitCode.NO_NUMBER;
  }
}
