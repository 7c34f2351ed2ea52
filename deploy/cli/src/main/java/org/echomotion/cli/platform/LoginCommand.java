package org.echomotion.cli.platform;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.echomotion.cli.client.Endpoints;
import org.echomotion.cli.client.SignIn;
import org.echomotion.cli.client.Trust;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Version;
import org.echomotion.standalone.directory.DataDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Signs a person in. Commands with {@code --server} then use the sign-in. */
@Command(
    name = "login",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Sign in to a running EchoMotion, for commands with --server.",
    description = {
      "",
      "Shows an address and a code. Open the address in any browser, sign in, and confirm the code.",
      "Programs can set ECHOMOTION_TOKEN to an access token instead.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  echomotion login --issuer https://sign-in.hospital.example/realms/echomotion \\",
      "                   --server echomotion.hospital.example:443",
      "  echomotion login --forget"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:signed in, or signed out",
      "2:the command line is wrong",
      "4:the sign-in server cannot be reached, or refused"
    })
public final class LoginCommand implements Callable<Integer> {

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      defaultValue = "https://127.0.0.1:8180/realms/echomotion",
      description = "Where to sign in. Default: ${DEFAULT-VALUE}, as started by 'up --secure'.")
  private String issuer;

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      converter = Endpoints.Converter.class,
      defaultValue = "127.0.0.1:8080",
      description = {
        "The EchoMotion to sign in to, as in the other commands. No other server gets a token.",
        "Default: ${DEFAULT-VALUE}"
      })
  private Endpoints servers;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = {
        "The certificate authority of the sign-in server, in PEM. Default: ECHOMOTION_CA; for a",
        "server of this machine, the one that 'up --secure' made"
      })
  private Path ca;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where 'up --secure' keeps its data on this machine. Default: ~/.echomotion")
  private Path data;

  @Option(names = "--forget", description = "Sign out on this machine.")
  private boolean forget;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter print = spec.commandLine().getOut();
    SignIn signIn =
        SignIn.ofThisUser(Trust.of(ca, data == null ? DataDirectory.defaultPath() : data));
    try {
      if (forget) {
        signIn.end();
        print.println("Signed out.");
      } else {
        signIn.begin(
            issuer,
            servers,
            invitation -> {
              print.println("Open     " + invitation.page());
              print.println("Confirm  " + invitation.code());
              print.flush();
            });
        print.println("Signed in.");
      }
      print.flush();
      return ExitCode.OK;
    } catch (IOException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return ExitCode.NO_PLATFORM;
    }
  }
}
