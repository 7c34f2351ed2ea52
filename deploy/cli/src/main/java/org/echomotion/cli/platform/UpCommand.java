package org.echomotion.cli.platform;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Logs;
import org.echomotion.cli.terminal.Version;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.DataDirectory;
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
      "  echomotion up --processes"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped by Ctrl-C",
      "2:the command line is wrong",
      "4:EchoMotion did not start, or a service ended unexpectedly"
    })
public final class UpCommand implements Callable<Integer> {

  @Option(
      names = "--processes",
      description = "Run each service in its own process, on ports 8081 to 8085.")
  private boolean processes;

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
      Platform platform = start(directory);
      try {
        describe(platform, directory, print);
        platform.awaitEnd();
      } catch (InterruptedException e) {
        print.println("Stopping ...");
        print.flush();
      } finally {
        platform.close();
      }
    }
    print.println("Stopped.");
    print.flush();
    return ExitCode.OK;
  }

  /**
   * @throws EchoMotionException as the platforms say
   */
  private Platform start(DataDirectory directory) throws InterruptedException {
    return processes
        ? FiveProcesses.start(
            directory, Path.of(System.getProperty("echomotion.root", ".")), Service::defaultPort)
        : OneProcess.start(directory, port);
  }

  private void describe(Platform platform, DataDirectory directory, PrintWriter print) {
    StringBuilder server = new StringBuilder();
    if (processes) {
      for (Service service : Service.inOrderOfTheData()) {
        String address = LoopbackPorts.HOST + ":" + platform.port(service);
        print.printf("  %-16s %s%n", service.id(), address);
        if (service != Service.ACTIVE_LEARNING) {
          server.append(server.isEmpty() ? "" : ",").append(service.id()).append('=');
          server.append(address);
        }
      }
    } else {
      server.append(LoopbackPorts.HOST).append(':').append(platform.port(Service.INGEST));
      print.println("  gRPC and REST    http://" + server);
    }
    directory.describeHolder("echomotion up; use it with --server " + server);
    print.println("  Logs             " + directory.log().getParent());
    print.println("  Try              echomotion analyze --server " + server + " FILE");
    print.println("EchoMotion is ready. Ctrl-C stops it.");
    print.flush();
  }
}
