package org.echomotion.standalone.platform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.PlatformError;
import org.echomotion.standalone.Service;
import org.echomotion.standalone.broker.BrokerUser;
import org.echomotion.standalone.broker.EmbeddedBroker;
import org.echomotion.standalone.certificate.Certificates;
import org.echomotion.standalone.database.EmbeddedStudyStore;
import org.echomotion.standalone.directory.DataDirectory;
import org.echomotion.standalone.directory.Leftovers;
import org.echomotion.standalone.signin.EmbeddedSignIn;

/** The five services, each in its own process, with an embedded study store and broker. */
public final class FiveProcesses implements Platform {

  private final EmbeddedParts parts;
  private final Optional<EmbeddedSignIn> signIn;
  private final Path root;
  private final Map<Service, Integer> ports;
  private final Map<Service, ServiceProcess> processes = new EnumMap<>(Service.class);

  private FiveProcesses(
      EmbeddedParts parts,
      Optional<EmbeddedSignIn> signIn,
      Path root,
      Map<Service, Integer> ports) {
    this.parts = parts;
    this.signIn = signIn;
    this.root = root;
    this.ports = ports;
  }

  /**
   * Starts everything and returns when every service is ready.
   *
   * @param directory locked by the caller, who releases it after {@link #close}
   * @param certificates for TLS; empty: no TLS
   * @param signIn the Keycloak for sign-in; empty: no sign-in
   * @param root the directory that EchoMotion was built in
   * @param portOf port of each service
   * @throws EchoMotionException PORT_TAKEN, NOT_BUILT, STUDY_STORE_DID_NOT_START,
   *     BROKER_DID_NOT_START, SERVICE_DIED, SERVICE_NOT_READY; everything is stopped before it is
   *     thrown
   */
  public static FiveProcesses start(
      DataDirectory directory,
      Optional<Certificates> certificates,
      Optional<EmbeddedSignIn> signIn,
      Path root,
      ToIntFunction<Service> portOf)
      throws InterruptedException {
    // Services that a killed process left running may still use the ports.
    Leftovers.endServices(directory);
    Map<Service, Integer> ports = new EnumMap<>(Service.class);
    for (Service service : Service.inOrderOfTheData()) {
      int port = portOf.applyAsInt(service);
      if (!LoopbackPorts.isFree(port)) {
        throw new EchoMotionException(PlatformError.PORT_TAKEN, port);
      }
      if (certificates.isEmpty()) {
        Certificates.noteNoTls(directory, port);
      }
      ports.put(service, port);
    }
    FiveProcesses platform =
        new FiveProcesses(EmbeddedParts.start(directory, certificates), signIn, root, ports);
    try {
      for (Service service : Service.inOrderOfTheData()) {
        platform.launch(service);
      }
      for (ServiceProcess process : platform.running()) {
        process.awaitReady();
      }
      return platform;
    } catch (RuntimeException | InterruptedException e) {
      platform.close();
      throw e;
    }
  }

  /** Starts one service and returns at once. */
  public synchronized ServiceProcess launch(Service service) {
    Map<String, String> settings = new HashMap<>(parts.settings(service.id()));
    settings.putAll(ServiceSettings.profiles(signIn.isPresent(), parts.certificates().isPresent()));
    Path log = parts.directory().logOf(service.id());
    settings.put("quarkus.log.file.path", log.toString());
    ports.forEach((other, port) -> settings.putAll(ServiceSettings.address(other, port)));
    settings.putAll(ServiceSettings.own(service, parts.directory()));
    Map<String, String> secrets = new HashMap<>(parts.secrets(BrokerUser.of(service)));
    signIn.ifPresent(
        with -> {
          settings.putAll(with.settings(service));
          secrets.putAll(with.secrets(service));
        });
    ServiceProcess process =
        ServiceProcess.start(service, root, parts.certificates(), log, settings, secrets);
    processes.put(service, process);
    parts
        .directory()
        .noteProcesses(
            Leftovers.SERVICES,
            processes.values().stream().map(p -> Leftovers.note(p.handle())).toList());
    return process;
  }

  /** Returns the process that {@code service} runs in, or last ran in. */
  public synchronized ServiceProcess process(Service service) {
    return Objects.requireNonNull(processes.get(service));
  }

  /** Returns the study store, for tests that read it. */
  public EmbeddedStudyStore store() {
    return parts.store();
  }

  /** Returns the broker, for tests that read it. */
  public EmbeddedBroker broker() {
    return parts.broker();
  }

  private synchronized List<ServiceProcess> running() {
    return List.copyOf(processes.values());
  }

  @Override
  public int port(Service service) {
    return Objects.requireNonNull(ports.get(service));
  }

  @Override
  public int managementPort(Service service) {
    return process(service).managementPort();
  }

  @Override
  public void supervise(Consumer<String> events) throws InterruptedException {
    Supervisor supervisor = parts.supervisor();
    List<Supervisor.Part> supervised = new ArrayList<>(parts.supervised());
    Service.inOrderOfTheData().forEach(service -> supervised.add(part(service)));
    while (true) {
      supervisor.check(supervised, events);
      Thread.sleep(EmbeddedParts.CHECK_EVERY.toMillis());
    }
  }

  private Supervisor.Part part(Service service) {
    return new Supervisor.Part() {
      @Override
      public String name() {
        return "The " + service.id() + " service";
      }

      @Override
      public boolean isRunning() {
        return process(service).isAlive();
      }

      @Override
      public String reason() {
        return process(service).ending();
      }

      /** Does not wait until it is ready: it may need a part that has ended meanwhile. */
      @Override
      public void restart() {
        launch(service);
      }
    };
  }

  @Override
  public void close() {
    try {
      running().forEach(ServiceProcess::requestStop);
      running().forEach(ServiceProcess::awaitStop);
      parts.directory().noteProcesses(Leftovers.SERVICES, List.of());
    } finally {
      parts.close();
    }
  }
}
