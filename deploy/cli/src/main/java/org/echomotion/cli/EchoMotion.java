package org.echomotion.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Objects;
import org.echomotion.cli.accuracy.CalibrateCommand;
import org.echomotion.cli.accuracy.EvaluateCommand;
import org.echomotion.cli.accuracy.EvaluateEfCommand;
import org.echomotion.cli.accuracy.EvaluateTemporalCommand;
import org.echomotion.cli.analyze.AnalyzeCommand;
import org.echomotion.cli.audit.AuditCommand;
import org.echomotion.cli.campaign.SimulateCampaignCommand;
import org.echomotion.cli.data.ExportAnnotationsCommand;
import org.echomotion.cli.data.ExportCommand;
import org.echomotion.cli.data.ImportCommand;
import org.echomotion.cli.data.PhantomCommand;
import org.echomotion.cli.data.PrepareCommand;
import org.echomotion.cli.data.WarpCommand;
import org.echomotion.cli.doctor.DoctorCommand;
import org.echomotion.cli.model.BenchmarkModelCommand;
import org.echomotion.cli.model.TemporalDataCommand;
import org.echomotion.cli.model.TrainCommand;
import org.echomotion.cli.model.TrainTemporalCommand;
import org.echomotion.cli.model.TrainViewsCommand;
import org.echomotion.cli.platform.BenchmarkCommand;
import org.echomotion.cli.platform.LoginCommand;
import org.echomotion.cli.platform.TenantCommand;
import org.echomotion.cli.platform.UpCommand;
import org.echomotion.cli.terminal.Failures;
import org.echomotion.cli.terminal.StopSignal;
import org.echomotion.cli.terminal.Terminal;
import org.echomotion.cli.terminal.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code echomotion}, with the list of its subcommands. */
@QuarkusMain
@Command(
    name = "echomotion",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "EchoMotion: left-ventricle outlines and ejection fraction from echo cines.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Help for a command: echomotion COMMAND --help", "Not for clinical use."},
    subcommands = {
      AnalyzeCommand.class,
      UpCommand.class,
      DoctorCommand.class,
      LoginCommand.class,
      TenantCommand.class,
      AuditCommand.class,
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
      SimulateCampaignCommand.class,
      TemporalDataCommand.class,
      TrainTemporalCommand.class,
      EvaluateTemporalCommand.class,
      BenchmarkCommand.class,
      BenchmarkModelCommand.class,
      VersionCommand.class
    })
public final class EchoMotion {

  private EchoMotion() {}

  /** Parses the command line before anything starts, so help and error messages appear at once. */
  public static void main(String... args) {
    Terminal.takeStandardError();
    StopSignal stop = StopSignal.interrupts(Thread.currentThread());
    System.exit(commandLine(stop).execute(args));
  }

  /** The command with all its subcommands. */
  public static CommandLine commandLine(StopSignal stop) {
    CommandLine command =
        new CommandLine(new EchoMotion())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(true)
            .setExecutionExceptionHandler(new Failures(stop));
    TrainCommand.describe(
        Objects.requireNonNull(command.getSubcommands().get("train")).getCommandSpec());
    return command;
  }
}
