package org.echomotion.standalone.platform;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.Service;
import org.echomotion.standalone.broker.BrokerUser;
import org.echomotion.standalone.broker.EmbeddedBroker;
import org.echomotion.standalone.certificate.Certificates;
import org.echomotion.standalone.database.EmbeddedStudyStore;
import org.echomotion.standalone.directory.DataDirectory;

/** The study store and the broker that the services need, started in parallel. */
record EmbeddedParts(
    DataDirectory directory,
    Optional<Certificates> certificates,
    EmbeddedStudyStore store,
    EmbeddedBroker broker)
    implements AutoCloseable {

  /** Pause between two checks whether the parts of a platform run. */
  static final Duration CHECK_EVERY = Duration.ofSeconds(1);

  private static final String SIGNING_KEY = "echomotion.ingest.audit-signing-key";

  /**
   * Starts both. An interrupt takes effect only after both have started or failed, so neither is
   * left half started.
   *
   * @throws EchoMotionException STUDY_STORE_DID_NOT_START, BROKER_DID_NOT_START; both are stopped
   *     before it is thrown
   */
  static EmbeddedParts start(DataDirectory directory, Optional<Certificates> certificates)
      throws InterruptedException {
    CompletableFuture<EmbeddedStudyStore> store =
        aside("study-store", () -> EmbeddedStudyStore.start(directory, certificates));
    CompletableFuture<EmbeddedBroker> broker =
        aside("broker", () -> EmbeddedBroker.start(directory, certificates));
    try {
      EmbeddedParts parts = new EmbeddedParts(directory, certificates, store.join(), broker.join());
      if (Thread.interrupted()) {
        parts.close();
        throw new InterruptedException();
      }
      return parts;
    } catch (CompletionException e) {
      closeOnceStarted(broker);
      closeOnceStarted(store);
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Runs in a new thread, not in a pool: Kafka needs the class loader of this thread. */
  private static <T> CompletableFuture<T> aside(String name, Supplier<T> start) {
    CompletableFuture<T> future = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                future.complete(start.get());
              } catch (RuntimeException | Error e) {
                future.completeExceptionally(e);
              }
            },
            "echomotion-" + name);
    thread.setDaemon(true);
    thread.start();
    return future;
  }

  private static void closeOnceStarted(CompletableFuture<? extends AutoCloseable> part) {
    part.handle(
            (started, failure) -> {
              if (started != null) {
                try {
                  started.close();
                } catch (Exception e) {
                  throw new CompletionException(e);
                }
              }
              return null;
            })
        .join();
  }

  /**
   * Returns the settings of a service for both parts and for TLS. Its logs go to files only.
   *
   * @param name the service, or {@link Service#ALL_IN_ONE}
   */
  Map<String, String> settings(String name) {
    Map<String, String> settings = new HashMap<>();
    certificates.ifPresent(with -> settings.putAll(with.settings(name)));
    settings.putAll(store.settings(name));
    settings.putAll(broker.settings());
    settings.put("quarkus.http.host", LoopbackPorts.HOST);
    settings.put("quarkus.log.console.enabled", "false");
    settings.put("quarkus.log.file.enabled", "true");
    settings.put(
        "quarkus.log.file.format", "%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%c{3.}] (%t) %s%e%n");
    settings.put("quarkus.log.file.rotation.max-file-size", "10M");
    settings.put("quarkus.log.file.rotation.max-backup-index", "3");
    return settings;
  }

  /**
   * Returns the secret settings of a service, which other users of the machine must not see.
   *
   * @param user the service's user of the broker; its name is also that of the service
   */
  Map<String, String> secrets(BrokerUser user) {
    Map<String, String> secrets = new HashMap<>(store.secrets(user.name()));
    secrets.putAll(broker.secrets(user));
    secrets.put("echomotion.study-key-secret", directory.secret(DataDirectory.STUDY_KEYS));
    if (user.name().equals(Service.INGEST.id()) || user.name().equals(Service.ALL_IN_ONE)) {
      secrets.put(SIGNING_KEY, directory.auditSigningKey());
    }
    return secrets;
  }

  /** Returns the parts that can be restarted while the services run. */
  List<Supervisor.Part> supervised() {
    return List.of(
        Supervisor.Part.of("PostgreSQL", store::isRunning, store::restart),
        Supervisor.Part.of("Kafka", broker::isRunning, broker::restart));
  }

  /** Returns a supervisor that has restarted nothing yet. */
  Supervisor supervisor() {
    return new Supervisor(
        Supervisor.Limits.USUAL, InstantSource.system(), directory.log().resolveSibling(""));
  }

  @Override
  public void close() {
    try {
      broker.close();
    } finally {
      store.close();
    }
  }
}
