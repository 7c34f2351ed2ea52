package org.echomotion.cli.platform;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Logs;
import org.echomotion.cli.terminal.Version;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.Service;
import org.echomotion.standalone.certificate.Certificates;
import org.echomotion.standalone.directory.DataDirectory;
import org.echomotion.standalone.platform.FiveProcesses;
import org.echomotion.standalone.platform.OneProcess;
import org.echomotion.standalone.platform.Platform;
import org.echomotion.standalone.signin.EmbeddedSignIn;
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
      "3:EchoMotion ran out of memory",
      "4:EchoMotion did not start, or a part of it ended and could not be restarted"
    })
public final class UpCommand implements Callable<Integer> {

  private static final int DEFAULT_PORT = 8080;
  private static final int SIGN_IN_PORT = 8180;

  @Option(
      names = "--processes",
      description = "Run each service in its own process, on ports 8081 to 8085.")
  private boolean processes;

  @Option(
      names = "--secure",
      description = {
        "Require sign-in: also start Keycloak, on port 8180, and accept its access tokens only.",
        "All connections use TLS, with certificates that are made in the data directory.",
        "The first start downloads and prepares Keycloak."
      })
  private boolean secure;

  @Option(
      names = "--tls",
      hidden = true,
      description = "TLS as with --secure, but without Keycloak: for another sign-in server.")
  private boolean tls;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "" + DEFAULT_PORT,
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
      Optional<Certificates> certificates =
          secure || tls ? Optional.of(Certificates.in(directory)) : Optional.empty();
      Optional<EmbeddedSignIn> signIn =
          secure
              ? Optional.of(signIn(directory, certificates.orElseThrow(), print))
              : Optional.empty();
      try {
        run(directory, certificates, signIn, print);
      } finally {
        signIn.ifPresent(EmbeddedSignIn::close);
      }
    }
    print.println("Stopped.");
    print.flush();
    return ExitCode.OK;
  }

  private void run(
      DataDirectory directory,
      Optional<Certificates> certificates,
      Optional<EmbeddedSignIn> signIn,
      PrintWriter print)
      throws InterruptedException {
    Platform platform = start(directory, certificates, signIn);
    try {
      String server = describe(platform, directory, certificates, print);
      signIn.ifPresent(with -> describe(with, server, print));
      certificates.ifPresent(
          with -> {
            with.noteServers(addresses(platform, signIn.isPresent()));
            print.println("  CA               " + with.ca());
          });
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
      supervise(platform, died, print);
    } catch (InterruptedException e) {
      print.println("Stopping ...");
      print.flush();
    } finally {
      platform.close();
    }
  }

  /** Keeps the platform running until that fails, Keycloak dies or Ctrl-C interrupts. */
  private static void supervise(
      Platform platform, AtomicReference<EchoMotionException> died, PrintWriter print)
      throws InterruptedException {
    try {
      platform.supervise(
          event -> {
            print.println(event);
            print.flush();
          });
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
  private Platform start(
      DataDirectory directory, Optional<Certificates> certificates, Optional<EmbeddedSignIn> signIn)
      throws InterruptedException {
    return processes
        ? FiveProcesses.start(directory, certificates, signIn, root(), Service::defaultPort)
        : OneProcess.start(directory, certificates, signIn, port);
  }

  private EmbeddedSignIn signIn(
      DataDirectory directory, Certificates certificates, PrintWriter print)
      throws InterruptedException {
    return EmbeddedSignIn.start(
        directory,
        certificates,
        root(),
        SIGN_IN_PORT,
        new TreeSet<>(List.of(port, DEFAULT_PORT, Service.ACTIVE_LEARNING.defaultPort())),
        step -> {
          print.println(step);
          print.flush();
        });
  }

  private static Path root() {
    return Path.of(System.getProperty("echomotion.root", "."));
  }

  private void describe(EmbeddedSignIn signIn, String server, PrintWriter print) {
    print.println("  Accounts         " + signIn.console());
    print.println("  First account    " + EmbeddedSignIn.FIRST_ACCOUNT);
    print.println("  First password   in the file " + signIn.passwordFile());
    print.println(
        "  Sign in          echomotion login --issuer "
            + signIn.issuer()
            + " --server "
            + server
            + dataOption());
  }

  /** Returns what a command needs to find the CA; nothing for the default data directory. */
  private String dataOption() {
    return data == null ? "" : " --data " + data.toAbsolutePath();
  }

  /** Returns the addresses that use the certificates of the data directory. */
  private static List<String> addresses(Platform platform, boolean signIn) {
    Set<Integer> ports = new TreeSet<>();
    for (Service service : Service.inOrderOfTheData()) {
      ports.add(platform.port(service));
    }
    if (signIn) {
      ports.add(SIGN_IN_PORT);
    }
    return ports.stream()
        .flatMap(port -> Stream.of(LoopbackPorts.HOST + ":" + port, "localhost:" + port))
        .toList();
  }

  /** Prints the addresses, and returns them as other commands take them. */
  private String describe(
      Platform platform,
      DataDirectory directory,
      Optional<Certificates> certificates,
      PrintWriter print) {
    String scheme = certificates.isPresent() ? "https://" : "http://";
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
      print.println("  gRPC and REST    " + scheme + server);
      print.println(
          "  Health           "
              + scheme
              + LoopbackPorts.HOST
              + ":"
              + platform.managementPort(Service.INGEST)
              + "/q/health");
    }
    print.println(
        "  Workbench        "
            + scheme
            + LoopbackPorts.HOST
            + ":"
            + platform.port(Service.ACTIVE_LEARNING)
            + "/");
    directory.describeHolder("echomotion up; use it with --server " + server);
    print.println("  Logs             " + directory.log().getParent());
    print.println(
        "  Try              echomotion analyze --server "
            + server
            + (certificates.isPresent() ? dataOption() : "")
            + " FILE");
    return server.toString();
  }
}
