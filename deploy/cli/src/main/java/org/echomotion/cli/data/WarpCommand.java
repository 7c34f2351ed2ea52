package org.echomotion.cli.data;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.cli.terminal.Version;
import org.echomotion.ingest.dataset.beating.WarpedCines;
import org.echomotion.ingest.dataset.labelled.Split;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes cines from labelled stills. */
@Command(
    name = "warp",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Make beating cines from labelled end-diastolic and end-systolic images.",
    description = {
      "",
      "The end-diastolic image of a subject is warped to the end-systolic one and back, in the time",
      "course of a heart beat. Also writes truth.csv with the ejection fractions of the labels. Use",
      "it for evaluate-ef and calibrate if you have no labelled cines. The same images give the same",
      "files, byte for byte.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  echomotion warp camus --split valid --out cines",
      "  echomotion evaluate-ef --data cines --out evaluation"
    })
public final class WarpCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "DIR",
      description = "Labelled images with an index.csv, as in 'prepare images'.")
  private Path stills;

  @Option(
      names = "--split",
      paramLabel = "train|valid|test",
      defaultValue = "valid",
      description = "The part whose subjects are used. Default: ${DEFAULT-VALUE}")
  private Split split;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    WarpedCines.Report report;
    try (Progress progress = Progress.onTerminal("Cines")) {
      report = WarpedSet.write(stills, split, out, percent -> progress.at("warping", percent));
    }
    PrintWriter print = spec.commandLine().getOut();
    report.skipped().forEach(line -> print.println("Left out " + line));
    print.printf("Wrote %d cines to %s%n", report.cines(), out);
    print.flush();
    return ExitCode.OK;
  }
}
