package org.echomotion.cli.data;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.cli.terminal.Version;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.ingest.dataset.labelled.SplitDraw;
import org.echomotion.ingest.dataset.prepared.DatasetPreparation;
import org.echomotion.ingest.dataset.prepared.PreparationReport;
import org.echomotion.ingest.dataset.prepared.PreparationRequest;
import org.echomotion.ingest.dataset.published.DatasetLayout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a training set from labelled data, with the preprocessing of uploads. */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Make a training set from labelled data, with the preprocessing of uploads.",
    description = {
      "",
      "Layouts: images (index.csv and PNG files), camus and echonet (as published),",
      "phantom (the output of 'echomotion phantom --masks').",
      ""
    },
    footer = {"", "Example:", "  echomotion prepare phantom phantoms --out prepared"})
public final class PrepareCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "LAYOUT", description = "${COMPLETION-CANDIDATES}")
  private DatasetLayout layout;

  @Parameters(index = "1", paramLabel = "DIR", description = "The labelled data.")
  private Path folder;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
  private Path out;

  @Option(
      names = "--split",
      paramLabel = "train|valid|test",
      description = "Put all data into this part. Default: the split of the data.")
  private Split split;

  @Option(
      names = "--valid-fraction",
      paramLabel = "0..1",
      description = "Share of subjects for validation, if the data has no split. Default: 0.1.")
  private double validFraction = SplitDraw.DEFAULT.validFraction();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed that selects these subjects. Default: 1.")
  private long seed = SplitDraw.DEFAULT.seed();

  @Option(
      names = "--between",
      paramLabel = "N",
      description =
          "Add N labelled frames between each labelled ED and ES frame, by warping. Default: 0.")
  private int between;

  @Option(
      names = "--unlabelled",
      paramLabel = "N",
      description = "Add N frames without labels from each cine. Default: 0.")
  private int unlabelled;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (between < 0 || between > 100) {
      throw new ParameterException(spec.commandLine(), "--between must be between 0 and 100.");
    }
    if (unlabelled < 0) {
      throw new ParameterException(spec.commandLine(), "--unlabelled must be at least 0.");
    }
    if (!(validFraction >= 0 && validFraction <= 1)) {
      throw new ParameterException(spec.commandLine(), "--valid-fraction must be between 0 and 1.");
    }
    PreparationRequest request =
        PreparationRequest.of(layout, folder, out)
            .withDraw(new SplitDraw(validFraction, seed))
            .withUnlabelled(unlabelled)
            .withBetween(between);
    if (split != null) {
      request = request.withSplit(split);
    }
    PreparationReport report;
    try (Progress progress = Progress.onTerminal("Prepare")) {
      report =
          new DatasetPreparation()
              .prepare(
                  request,
                  (done, of) -> progress.at(done + " of " + of, 100.0 * done / Math.max(1, of)));
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
