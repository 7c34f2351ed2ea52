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

/** Trains the network. The trainer itself parses the settings, written as {@code key=value}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Train the network on prepared sets.",
    description = {
      "",
      "A stopped run continues after its last finished epoch when it is started again with the same",
      "settings. The run is recorded in the folder mlruns beside it. If MLFLOW_TRACKING_URI is the",
      "address of an MLflow server, the run is also recorded there.",
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
      description =
          "data.path=DIR[,DIR] and out=RUN are required; other settings are listed below.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = {"--print-config", "--cfg"},
      description = "Print the resolved settings, and stop.")
  private boolean printConfig;

  @Option(
      names = "--throughput",
      description = "Print images per second of training and what limits them, and stop.")
  private boolean throughput;

  /** Adds all settings to the end of the help. They are read only when help is printed. */
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
