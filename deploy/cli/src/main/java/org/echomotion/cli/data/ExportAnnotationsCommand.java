package org.echomotion.cli.data;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.echomotion.cli.platform.PlatformOptions;
import org.echomotion.cli.platform.Session;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.cli.terminal.Version;
import org.echomotion.ingest.dataset.labelled.SplitDraw;
import org.echomotion.ingest.dataset.prepared.AnnotatedSet;
import org.echomotion.ingest.dataset.prepared.PreparationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a training set from annotated frames. */
@Command(
    name = "export-annotations",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Make a training set from the frames that annotators outlined.",
    description = {
      "",
      "Writes a prepared set, like 'echomotion prepare'. It contains the working frames, which are",
      "the input of the network, and the outlines as masks of the left ventricle.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  echomotion export-annotations --server 127.0.0.1:8080 --out annotated"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:at least one frame was written",
      "3:there is no annotated frame",
      "4:EchoMotion did not start, or the server cannot be reached"
    })
public final class ExportAnnotationsCommand implements Callable<Integer> {

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
  private Path out;

  @Option(
      names = "--valid-fraction",
      paramLabel = "0..1",
      description = "Share of studies for validation. Default: 0.1.")
  private double validFraction = SplitDraw.DEFAULT.validFraction();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed that selects these studies. Default: 1.")
  private long seed = SplitDraw.DEFAULT.seed();

  @Mixin private PlatformOptions platform;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (!(validFraction >= 0 && validFraction <= 1)) {
      throw new ParameterException(spec.commandLine(), "--valid-fraction must be between 0 and 1.");
    }
    AnnotatedSet set = new AnnotatedSet(out, new SplitDraw(validFraction, seed));
    PreparationReport report;
    try (Session session = Session.open(platform, "export-annotations");
        Progress progress = Progress.onTerminal("Export")) {
      report = new AnnotationExport(session.client(), set).run(progress);
    }
    PrintWriter print = spec.commandLine().getOut();
    report
        .skipped()
        .forEach(skipped -> print.println("left out " + skipped.what() + ": " + skipped.why()));
    print.println(
        "Wrote " + report.written() + " frames, left out " + report.skipped().size() + ".");
    print.flush();
    return report.written() > 0 ? ExitCode.OK : ExitCode.UNREADABLE;
  }
}
