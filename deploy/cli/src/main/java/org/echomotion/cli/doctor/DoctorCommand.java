package org.echomotion.cli.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.echomotion.cli.doctor.Finding.Status;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Logs;
import org.echomotion.cli.terminal.Version;
import org.echomotion.standalone.directory.DataDirectory;
import org.echomotion.standalone.directory.DataFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks this machine and a data directory. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Check this machine and the data of EchoMotion, and say what to do.",
    description = {
      "",
      "Works while EchoMotion runs and while it does not, and changes nothing.",
      "Reads all stored data, so it can take minutes. While EchoMotion does not run, the database is",
      "checked on a temporary copy.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  echomotion doctor",
      "  echomotion doctor --data /srv/echomotion --json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no problem was found; there may be warnings",
      "1:a problem was found",
      "2:the command line is wrong"
    })
public final class DoctorCommand implements Callable<Integer> {

  private static final int STATUS_WIDTH = 11;
  private static final int CHECK_WIDTH = 14;
  private static final int TEXT_WIDTH = 75;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where EchoMotion keeps its data. Default: ~/.echomotion")
  private @Nullable Path data;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "The port that EchoMotion will use. Default: ${DEFAULT-VALUE}")
  private int port;

  @Option(names = "--json", description = "Print the findings as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Logs.drop();
    Path root = (data == null ? DataDirectory.defaultPath() : data).toAbsolutePath().normalize();
    List<Finding> findings = new Examination(new DataFolder(root), port).findings();
    PrintWriter print = spec.commandLine().getOut();
    print.println(json ? asJson(root, findings) : asTable(root, findings));
    print.flush();
    return count(findings, Status.PROBLEM) == 0 ? ExitCode.OK : ExitCode.PROBLEM;
  }

  private static long count(List<Finding> findings, Status status) {
    return findings.stream().filter(finding -> finding.status() == status).count();
  }

  private static String asJson(Path root, List<Finding> findings) throws IOException {
    List<Map<String, String>> checks = new ArrayList<>();
    for (Finding finding : findings) {
      Map<String, String> check = new LinkedHashMap<>();
      check.put("check", finding.check());
      check.put("status", finding.status().name().toLowerCase(Locale.ROOT));
      check.put("found", finding.found());
      check.put("advice", finding.advice());
      checks.add(check);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("data", root.toString());
    all.put("problems", count(findings, Status.PROBLEM));
    all.put("warnings", count(findings, Status.WARNING));
    all.put("checks", checks);
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(all);
  }

  private String asTable(Path root, List<Finding> findings) {
    Help.ColorScheme colours = spec.commandLine().getColorScheme();
    TextTable table =
        TextTable.forColumns(
            colours,
            new Column(STATUS_WIDTH, 2, Overflow.SPAN),
            new Column(CHECK_WIDTH, 0, Overflow.SPAN),
            new Column(TEXT_WIDTH, 0, Overflow.WRAP));
    for (Finding finding : findings) {
      table.addRowValues(
          word(finding.status(), colours),
          colours.text(finding.check()),
          plain(finding.found() + ".", colours));
      if (!finding.advice().isEmpty()) {
        table.addRowValues(colours.text(""), colours.text(""), plain(finding.advice(), colours));
      }
    }
    return "EchoMotion's data: " + root + "\n\n" + table + "\n" + summary(findings);
  }

  private static Text word(Status status, Help.ColorScheme colours) {
    return switch (status) {
      case OK -> colours.text("@|green OK|@");
      case WARNING -> colours.text("@|yellow WARNING|@");
      case PROBLEM -> colours.text("@|bold,red PROBLEM|@");
    };
  }

  /** Text of files and exceptions must not be read as markup. */
  private static Text plain(String text, Help.ColorScheme colours) {
    return colours.text(text.replace("@|", "@ |"));
  }

  private static String summary(List<Finding> findings) {
    long problems = count(findings, Status.PROBLEM);
    long warnings = count(findings, Status.WARNING);
    return problems + warnings == 0
        ? "Everything is in order."
        : number(problems, "problem") + ", " + number(warnings, "warning") + ".";
  }

  private static String number(long count, String what) {
    return (count == 0 ? "no" : count) + " " + what + (count == 1 ? "" : "s");
  }
}
