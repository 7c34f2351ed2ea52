package org.echomotion.standalone.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.PlatformError;
import org.echomotion.standalone.Service;
import org.echomotion.standalone.certificate.Certificates;

/** One service in its own process. */
public final class ServiceProcess {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final Service service;
  private final int managementPort;
  private final Optional<Certificates> certificates;
  private final String instance;
  private final Path log;
  private final Process process;

  private ServiceProcess(
      Service service,
      int managementPort,
      Optional<Certificates> certificates,
      String instance,
      Path log,
      Process process) {
    this.service = service;
    this.managementPort = managementPort;
    this.certificates = certificates;
    this.instance = instance;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts the service and returns at once.
   *
   * @param root the directory that EchoMotion was built in
   * @param certificates for TLS
   * @param secrets settings that are passed in the environment, which other users cannot read
   * @throws EchoMotionException NOT_BUILT if the service's module was not packaged
   */
  static ServiceProcess start(
      Service service,
      Path root,
      Optional<Certificates> certificates,
      Path log,
      Map<String, String> settings,
      Map<String, String> secrets) {
    Map<String, String> all = passedOn();
    all.putAll(settings);
    String instance = UUID.randomUUID().toString();
    all.putAll(Readiness.settings(instance));
    int managementPort = LoopbackPorts.anyFree();
    all.put("quarkus.management.port", Integer.toString(managementPort));
    try {
      ProcessBuilder builder = new ProcessBuilder(ServiceProgram.command(service, root, all));
      builder.environment().putAll(ServiceProgram.environment());
      secrets.forEach((name, value) -> builder.environment().put(environmentVariable(name), value));
      Process process =
          builder
              .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log.resolveSibling(service.id() + ".out").toFile()))
              .start();
      return new ServiceProcess(service, managementPort, certificates, instance, log, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String environmentVariable(String setting) {
    return setting.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  /** Passes the -D settings of this process on to the services. */
  private static Map<String, String> passedOn() {
    Map<String, String> settings = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("echomotion.") || name.startsWith("quarkus.")) {
        settings.put(name, System.getProperty(name));
      }
    }
    return settings;
  }

  /** Returns the port for health. */
  int managementPort() {
    return managementPort;
  }

  /** Returns the operating system's process. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /**
   * Waits until the service is ready.
   *
   * @throws EchoMotionException SERVICE_DIED, SERVICE_NOT_READY
   */
  public void awaitReady() throws InterruptedException {
    if (!Readiness.await(managementPort, certificates, instance, START_LIMIT, process::isAlive)) {
      if (!process.isAlive()) {
        throw died();
      }
      throw new EchoMotionException(
          PlatformError.SERVICE_NOT_READY, service.id(), START_LIMIT.toSeconds(), log);
    }
  }

  EchoMotionException died() {
    return new EchoMotionException(
        PlatformError.SERVICE_DIED, service.id(), process.exitValue(), log);
  }

  /** Returns how the service ended, in words. */
  String ending() {
    int code = process.exitValue();
    return code == ServiceProgram.OUT_OF_MEMORY
        ? "it ran out of memory; its log is " + log
        : "exit code " + code + "; its log is " + log;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Kills the service without warning, like a power failure, and returns when it has ended. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks the service to end. */
  void requestStop() {
    process.destroy();
  }

  /** Waits until the service has ended; kills it if it takes too long. */
  void awaitStop() {
    boolean interrupted = false;
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      process.destroyForcibly();
    }
    process.onExit().join();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
