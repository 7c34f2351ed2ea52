package org.echomotion.cli.data;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.echomotion.cli.platform.PlatformOptions;
import org.echomotion.cli.platform.Session;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Version;
import org.echomotion.standalone.Service;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes results to files for other programs. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Write ejection fractions for other programs, as CSV, JSON or FHIR R4.",
    description = {
      "",
      "csv:  one row per clip.",
      "json: the messages of the REST interface; one study has every frame, a list has no frames.",
      "fhir: one DiagnosticReport per study, one per line (NDJSON).",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  echomotion export --format csv --highest 40 --out reduced.csv",
      "  echomotion export --format fhir --study demo --sex female --out demo.json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the file was written",
      "1:the study does not exist, or has no result yet",
      "2:the command line or a filter is wrong",
      "4:EchoMotion did not start, or the server cannot be reached"
    })
public final class ExportCommand implements Callable<Integer> {

  /** The values of {@code --format}. */
  enum Format {
    CSV,
    JSON,
    FHIR
  }

  /** The values of {@code --sex}. */
  enum SexOption {
    MALE,
    FEMALE
  }

  @Option(
      names = "--format",
      required = true,
      paramLabel = "csv|json|fhir",
      description = "Format of the file.")
  private Format format;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to write.")
  private Path out;

  @Option(
      names = "--sex",
      paramLabel = "male|female",
      description = "Sex of the patients, for the severity grade in FHIR. Default: unknown.")
  private SexOption sex;

  @Option(
      names = "--verified",
      description = "FHIR: state that an authorised person has verified the results.")
  private boolean verified;

  @Mixin private CohortFilter filter;

  @Mixin private PlatformOptions platform;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    try (Session session = Session.open(platform, "export")) {
      ResultExport export =
          new ResultExport(
              session.endpoints().of(Service.EF), session.trust(), session::accessToken, filter);
      String written =
          switch (format) {
            case CSV -> {
              export.csv(out);
              yield "the table";
            }
            case JSON -> {
              export.json(out);
              yield "the results";
            }
            case FHIR -> "reports: " + export.fhir(out, reportQuery());
          };
      PrintWriter print = spec.commandLine().getOut();
      print.println("Wrote " + out + " (" + written + ").");
      print.flush();
      return ExitCode.OK;
    } catch (ResultExport.Refused e) {
      spec.commandLine().getErr().println(e.getMessage());
      return e.isAboutTheRequest() ? ExitCode.USAGE : ExitCode.NO_NUMBER;
    } catch (ConnectException e) {
      spec.commandLine()
          .getErr()
          .println("The server does not answer. Start one with: echomotion up");
      return ExitCode.NO_PLATFORM;
    }
  }

  private String reportQuery() {
    return "includePoor="
        + filter.includePoor()
        + "&verified="
        + verified
        + (sex == null ? "" : "&sex=" + sex.name().toLowerCase(Locale.ROOT));
  }
}
