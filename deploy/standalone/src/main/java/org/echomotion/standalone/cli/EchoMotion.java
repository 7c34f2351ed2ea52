package org.echomotion.standalone.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code echomotion}. */
@QuarkusMain
@Command(
    name = "echomotion",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "EchoMotion: left-ventricle outlines and ejection fraction from echo cines.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "'echomotion COMMAND --help' tells more.", "Not for clinical use."},
    subcommands = {
      AnalyzeCommand.class,
      UpCommand.class,
      PhantomCommand.class,
      WarpCommand.class,
      PrepareCommand.class,
      TrainCommand.class,
      TrainViewsCommand.class,
      EvaluateCommand.class,
      EvaluateEfCommand.class,
      CalibrateCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      ExportAnnotationsCommand.class,
      TemporalDataCommand.class,
      TrainTemporalCommand.class,
      EvaluateTemporalCommand.class,
      BenchmarkCommand.class,
      BenchmarkModelCommand.class,
      VersionCommand.class
    })
public final class EchoMotion {

  private EchoMotion() {}

  /** Parses before it starts anything, so that help and mistakes cost no time. */
  public static void main(String... args) {
    Terminal.takeStandardError();
    StopSignal stop = StopSignal.interrupts(Thread.currentThread());
    System.exit(commandLine(stop).execute(args));
  }

  static CommandLine commandLine(StopSignal stop) {
    CommandLine command =
        new CommandLine(new EchoMotion())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(true)
            .setExecutionExceptionHandler(new Failures(stop));
    TrainCommand.describe(command.getSubcommands().get("train").getCommandSpec());
    return command;
  }
}
