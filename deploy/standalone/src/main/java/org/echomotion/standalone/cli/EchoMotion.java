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
      PrepareCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      EvaluateEfCommand.class,
      BenchmarkCommand.class,
      VersionCommand.class
    })
public final class EchoMotion {

  private EchoMotion() {}

  /** Parses before it starts anything, so that help and mistakes cost no time. */
  public static void main(String... args) {
    StopSignal stop = StopSignal.interrupts(Thread.currentThread());
    System.exit(commandLine(stop).execute(args));
  }

  static CommandLine commandLine(StopSignal stop) {
    Failures failures = new Failures(stop);
    return new CommandLine(new EchoMotion(), new Instances())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(failures);
  }

  /** Commands are made by their own constructors; no container is up yet. */
  private static final class Instances implements CommandLine.IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    }
  }
}
