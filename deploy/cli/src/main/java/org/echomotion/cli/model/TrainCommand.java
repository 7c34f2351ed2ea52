package org.echomotion.cli.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Version;
import org.echomotion.segmentation.training.configuration.ConfigurationHelp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Trains the network; what it is told in {@code key=value} words is the trainer's to understand.
 */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Train the network on prepared sets.",
    description = {
      "",
      "Started again with the same words, it goes on after the last finished epoch.",
      "MLFLOW_TRACKING_URI names a server that tracks the run; a copy is in mlruns beside it.",
      ""
    })
public final class TrainCommand implements Callable<Integer> {

  private static final String EXAMPLE =
      """

      Example:
        echomotion prepare phantom phantoms --out prepared
        echomotion train data.path=prepared out=trained optim.epochs=20

      """;

  @Parameters(
      paramLabel = "KEY=VALUE",
      description = "data.path=DIR[,DIR] and out=RUN are needed; the others are below.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = {"--print-config", "--cfg"},
      description = "Print the resolved configuration, and end.")
  private boolean printConfig;

  @Option(
      names = "--throughput",
      description = "Print how many images a second are trained, and what bounds it; and end.")
  private boolean throughput;

  /** Ends the help with what can be configured, which is read where help is asked for. */
  public static void describe(CommandSpec spec) {
    spec.usageMessage()
        .sectionMap()
        .put(UsageMessageSpec.SECTION_KEY_FOOTER, help -> EXAMPLE + ConfigurationHelp.text());
  }

  @Override
  public Integer call() throws Exception {
    List<String> all = new ArrayList<>(words);
    if (printConfig) {
      all.add("--print-config");
    }
    if (throughput) {
      all.add("--throughput");
    }
    org.echomotion.segmentation.training.TrainingProgram.run(all);
    return ExitCode.OK;
  }
}
