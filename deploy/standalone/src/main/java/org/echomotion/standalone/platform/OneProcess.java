package org.echomotion.standalone.platform;

import io.quarkus.runtime.Quarkus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.PlatformError;
import org.echomotion.standalone.Service;
import org.echomotion.standalone.broker.BrokerUser;
import org.echomotion.standalone.certificate.Certificates;
import org.echomotion.standalone.directory.DataDirectory;
import org.echomotion.standalone.directory.Leftovers;
import org.echomotion.standalone.signin.EmbeddedSignIn;
import org.jspecify.annotations.Nullable;

/** All five services in this JVM, behind one port. */
public final class OneProcess implements Platform {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final EmbeddedParts parts;
  private final Optional<EmbeddedSignIn> signIn;
  private final int port;
  private final int managementPort = LoopbackPorts.anyFree();
  private final Thread services;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private OneProcess(EmbeddedParts parts, Optional<EmbeddedSignIn> signIn, int port) {
    this.parts = parts;
    this.signIn = signIn;
    this.port = port;
    this.services =
        new Thread(
            () -> Quarkus.run(null, (code, cause) -> failure.compareAndSet(null, cause)),
            "echomotion-services");
  }

  /**
   * Starts everything and returns when it is ready.
   *
   * @param directory locked by the caller, who releases it after {@link #close}
   * @param certificates for TLS; empty: no TLS
   * @param signIn the Keycloak for sign-in; empty: no sign-in
   * @param port port of all services
   * @throws EchoMotionException PORT_INVALID, PORT_TAKEN, STUDY_STORE_DID_NOT_START,
   *     BROKER_DID_NOT_START, SERVICES_DID_NOT_START; everything is stopped before it is thrown
   */
  public static OneProcess start(
      DataDirectory directory,
      Optional<Certificates> certificates,
      Optional<EmbeddedSignIn> signIn,
      int port)
      throws InterruptedException {
    Leftovers.endServices(directory);
    LoopbackPorts.refuseInvalid(port);
    if (!LoopbackPorts.isFree(port)) {
      throw new EchoMotionException(PlatformError.PORT_TAKEN, port);
    }
    if (certificates.isEmpty()) {
      Certificates.noteNoTls(directory, port);
    }
    OneProcess platform =
        new OneProcess(EmbeddedParts.start(directory, certificates), signIn, port);
    try {
      platform.startServices();
      return platform;
    } catch (RuntimeException | InterruptedException e) {
      platform.close();
      throw e;
    }
  }

  private void startServices() throws InterruptedException {
    Map<String, String> settings = new HashMap<>(parts.settings(Service.ALL_IN_ONE));
    settings.putAll(ServiceSettings.profiles(signIn.isPresent(), parts.certificates().isPresent()));
    settings.putAll(parts.secrets(BrokerUser.ofAllServices()));
    signIn.ifPresent(
        with -> {
          settings.putAll(with.settings());
          settings.putAll(with.secrets());
        });
    settings.put("quarkus.http.port", Integer.toString(port));
    settings.put("quarkus.management.port", Integer.toString(managementPort));
    settings.put("quarkus.log.file.path", parts.directory().log().toString());
    for (Service service : Service.inOrderOfTheData()) {
      settings.putAll(ServiceSettings.address(service, port));
      settings.putAll(ServiceSettings.own(service, parts.directory()));
    }
    String instance = UUID.randomUUID().toString();
    settings.putAll(Readiness.settings(instance));
    settings.forEach(System::setProperty);
    services.start();
    if (!Readiness.await(
        managementPort, parts.certificates(), instance, START_LIMIT, services::isAlive)) {
      throw didNotStart();
    }
  }

  private EchoMotionException didNotStart() {
    @Nullable Throwable cause = failure.get();
    Path log = parts.directory().log();
    return cause == null
        ? new EchoMotionException(
            PlatformError.SERVICES_DID_NOT_START,
            "not ready after " + START_LIMIT.toSeconds() + " s",
            log)
        : new EchoMotionException(cause, PlatformError.SERVICES_DID_NOT_START, reason(cause), log);
  }

  /** Returns the sentence of the first known error that caused it, or else the first cause. */
  private static String reason(Throwable failure) {
    List<Throwable> causes =
        Stream.<@Nullable Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
            .map(Objects::requireNonNull)
            .toList();
    return causes.stream()
        .filter(EchoMotionException.class::isInstance)
        .findFirst()
        .map(Throwable::getMessage)
        .orElseGet(() -> causes.get(causes.size() - 1).toString());
  }

  @Override
  public int port(Service service) {
    return port;
  }

  @Override
  public int managementPort(Service service) {
    return managementPort;
  }

  @Override
  public void supervise(Consumer<String> events) throws InterruptedException {
    Supervisor supervisor = parts.supervisor();
    List<Supervisor.Part> supervised = parts.supervised();
    do {
      supervisor.check(supervised, events);
      services.join(EmbeddedParts.CHECK_EVERY.toMillis());
    } while (services.isAlive());
    @Nullable Throwable cause = failure.get();
    throw new EchoMotionException(
        PlatformError.SERVICES_ENDED,
        cause == null ? "no reason was given" : reason(cause),
        parts.directory().log());
  }

  @Override
  public void close() {
    try {
      stopServices();
    } finally {
      parts.close();
    }
  }

  private void stopServices() {
    boolean interrupted = false;
    while (services.isAlive()) {
      Quarkus.asyncExit();
      try {
        services.join(1000);
      } catch (InterruptedException e) {
        // The platform is stopping already; the interrupt is restored below.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
