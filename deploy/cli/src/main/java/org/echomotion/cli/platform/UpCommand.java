package org.echomotion.cli.platform;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Logs;
import org.echomotion.cli.terminal.Version;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.DataDirectory;
import org.echomotion.standalone.EmbeddedSignIn;
import org.echomotion.standalone.FiveProcesses;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.OneProcess;
import org.echomotion.standalone.Platform;
import org.echomotion.standalone.Service;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts EchoMotion and keeps it running. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Start EchoMotion on this machine and keep it running until Ctrl-C.",
    description = {"", "It listens on 127.0.0.1 only.", ""},
    footer = {
      "",
      "Examples:",
      "  echomotion up",
      "  echomotion up --port 9000 --data /srv/echomotion",
      "  echomotion up --processes",
      "  echomotion up --secure                  # sign-in with accounts and roles"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped by Ctrl-C",
      "2:the command line is wrong",
      "4:EchoMotion did not start, or a service ended unexpectedly"
    })
public final class UpCommand implements Callable<Integer> {

  private static final int SIGN_IN_PORT = 8180;

  @Option(
      names = "--processes",
      description = "Run each service in its own process, on ports 8081 to 8085.")
  private boolean processes;

  @Option(
      names = "--secure",
      description = {
        "Require sign-in: also start Keycloak, on port 8180, and accept its access tokens only.",
        "The first start downloads and prepares Keycloak."
      })
  private boolean secure;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port for all services, without --processes. Default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where EchoMotion keeps its data. Default: ~/.echomotion")
  private Path data;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter print = spec.commandLine().getOut();
    Path root = data == null ? DataDirectory.defaultPath() : data;
    try (DataDirectory directory = DataDirectory.hold(root, "echomotion up")) {
      Logs.to(directory.log());
      print.println("Starting EchoMotion on " + directory.root() + " ...");
      print.flush();
      Optional<EmbeddedSignIn> signIn =
          secure ? Optional.of(signIn(directory, print)) : Optional.empty();
      try {
        run(directory, signIn, print);
      } finally {
        signIn.ifPresent(EmbeddedSignIn::close);
      }
    }
    print.println("Stopped.");
    print.flush();
    return ExitCode.OK;
  }

  private void run(DataDirectory directory, Optional<EmbeddedSignIn> signIn, PrintWriter print)
      throws InterruptedException {
    Platform platform = start(directory, signIn);
    try {
      String server = describe(platform, directory, print);
      signIn.ifPresent(with -> describe(with, server, print));
      print.println("EchoMotion is ready. Ctrl-C stops it.");
      print.flush();
      AtomicReference<EchoMotionException> died = new AtomicReference<>();
      Thread waiting = Thread.currentThread();
      signIn.ifPresent(
          with ->
              with.onUnexpectedEnd(
                  failure -> {
                    died.set(failure);
                    waiting.interrupt();
                  }));
      awaitEnd(platform, died);
    } catch (InterruptedException e) {
      print.println("Stopping ...");
      print.flush();
    } finally {
      platform.close();
    }
  }

  /** Waits until the services end, Keycloak dies or Ctrl-C interrupts. */
  private static void awaitEnd(Platform platform, AtomicReference<EchoMotionException> died)
      throws InterruptedException {
    try {
      platform.awaitEnd();
    } catch (InterruptedException e) {
      if (died.get() != null) {
        throw died.get();
      }
      throw e;
    }
  }

  /**
   * @throws EchoMotionException as {@link OneProcess#start} or {@link FiveProcesses#start}
   */
  private Platform start(DataDirectory directory, Optional<EmbeddedSignIn> signIn)
      throws InterruptedException {
    return processes
        ? FiveProcesses.start(directory, signIn, root(), Service::defaultPort)
        : OneProcess.start(directory, signIn, port);
  }

  private EmbeddedSignIn signIn(DataDirectory directory, PrintWriter print)
      throws InterruptedException {
    int pages = processes ? Service.INGEST.defaultPort() : port;
    return EmbeddedSignIn.start(
        directory,
        root(),
        SIGN_IN_PORT,
        "http://" + LoopbackPorts.HOST + ":" + pages,
        step -> {
          print.println(step);
          print.flush();
        });
  }

  private static Path root() {
    return Path.of(System.getProperty("echomotion.root", "."));
  }

  private static void describe(EmbeddedSignIn signIn, String server, PrintWriter print) {
    print.println("  Accounts         " + signIn.console());
    print.println("  First account    " + EmbeddedSignIn.FIRST_ACCOUNT);
    print.println("  First password   in the file " + signIn.passwordFile());
    print.println(
        "  Sign in          echomotion login --issuer " + signIn.issuer() + " --server " + server);
  }

  /** Prints the addresses, and returns them as other commands take them. */
  private String describe(Platform platform, DataDirectory directory, PrintWriter print) {
    StringBuilder server = new StringBuilder();
    if (processes) {
      for (Service service : Service.inOrderOfTheData()) {
        String address = LoopbackPorts.HOST + ":" + platform.port(service);
        print.printf("  %-16s %s%n", service.id(), address);
        server.append(server.isEmpty() ? "" : ",").append(service.id()).append('=');
        server.append(address);
      }
    } else {
      server.append(LoopbackPorts.HOST).append(':').append(platform.port(Service.INGEST));
      print.println("  gRPC and REST    http://" + server);
    }
    directory.describeHolder("echomotion up; use it with --server " + server);
    print.println("  Logs             " + directory.log().getParent());
    print.println("  Try              echomotion analyze --server " + server + " FILE");
    return server.toString();
  }
}
