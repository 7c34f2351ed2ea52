package org.echomotion.cli.accuracy;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.echomotion.cli.temporal.ReadingComparison;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares temporal models and the filter on known sequences. */
@Command(
    name = "evaluate-temporal",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Compare temporal models, the filter and raw volumes on held-out sequences.",
    description = {
      "",
      "Prints a table: errors of the ejection fraction in points, errors of end-diastole and",
      "end-systole in frames, the share of these that was found, and the jitter of the curve.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  echomotion evaluate-temporal transformer/model bilstm/model --sequences test.csv.gz"
    })
public final class EvaluateTemporalCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "MODEL", description = "Directories of temporal models.")
  private List<Path> models;

  @Option(
      names = "--sequences",
      required = true,
      paramLabel = "FILE",
      description = "A file of 'echomotion temporal-data'.")
  private Path sequences;

  @Option(
      names = "--measured",
      paramLabel = "FILE",
      description = {
        "Use the true sequences with the errors of these outlines added. Default: use the outlined",
        "sequences."
      })
  private Path measured;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of these errors. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter print = spec.commandLine().getOut();
    try (ReadingComparison comparison = new ReadingComparison(models)) {
      print.print(comparison.table(sequences, Optional.ofNullable(measured), seed));
    }
    print.flush();
    return ExitCode.OK;
  }
}
