package org.echomotion.standalone.broker;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.security.auth.spi.LoginModule;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.apache.kafka.common.utils.Time;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.PlatformError;
import org.echomotion.standalone.certificate.Certificates;
import org.echomotion.standalone.directory.DataDirectory;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka in this process: broker and controller in one, on loopback, with its log in the data
 * directory. Each service has a user, which may use the service's own topics and groups only
 * ({@link BrokerUser}). The passwords are in the data directory. An acknowledged record is on disk.
 */
public final class EmbeddedBroker implements AutoCloseable {

  /**
   * How services sign in. Their users are in Kafka's metadata, so they exist only after its start.
   */
  static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_512;

  /** How Kafka itself signs in, and {@link #SUPER_USER}. Never used beyond this machine. */
  static final String OWN_MECHANISM = "PLAIN";

  /** The user of Kafka itself, who creates topics, users and rights. */
  static final String SUPER_USER = "echomotion";

  static final int START_LIMIT_SECONDS = 60;
  private static final int STOP_LIMIT_SECONDS = 10;

  private static final String LOGIN = "sasl.jaas.config";

  private final DataDirectory directory;
  private final BrokerTls tls;
  private final int port = LoopbackPorts.anyFree();
  private final int controllerPort = LoopbackPorts.anyFree();
  private final String bootstrapServers = LoopbackPorts.HOST + ":" + port;
  private volatile @Nullable KafkaRaftServer server;
  private volatile boolean ended;

  private EmbeddedBroker(DataDirectory directory, BrokerTls tls) {
    this.directory = directory;
    this.tls = tls;
  }

  /** Starts Kafka as {@link #start(DataDirectory, Optional)}, without TLS. */
  public static EmbeddedBroker start(DataDirectory directory) {
    return start(directory, Optional.empty());
  }

  /**
   * Starts Kafka, formats its directory on first use, and creates the {@link Topics} and the users
   * of the services.
   *
   * @param directory locked by the caller
   * @param certificates for TLS
   * @throws EchoMotionException BROKER_DID_NOT_START, BROKER_INCOMPLETE; existing data is never
   *     deleted
   */
  public static EmbeddedBroker start(DataDirectory directory, Optional<Certificates> certificates) {
    EmbeddedBroker broker = new EmbeddedBroker(directory, new BrokerTls(certificates));
    broker.start();
    return broker;
  }

  private void start() {
    KafkaRaftServer launched;
    try {
      String password = superPassword(directory);
      String own = ownLogin(password) + " user_%s=\"%s\";".formatted(SUPER_USER, password);
      Properties settings = BrokerSettings.of(directory.broker(), port, controllerPort, own, tls);
      BrokerFormat.onFirstUse(directory.broker(), settings);
      launched = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
      server = launched;
    } catch (IOException | RuntimeException e) {
      throw e instanceof EchoMotionException known
          ? known
          : new EchoMotionException(e, PlatformError.BROKER_DID_NOT_START, reason(e));
    }
    BrokerExit.watch(this);
    ended = false;
    try {
      launched.startup();
      try (Admin admin = Admin.create(clientSettings())) {
        BrokerSetUp.of(admin, this::password);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new EchoMotionException(e, PlatformError.BROKER_DID_NOT_START, "interrupted");
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      close();
      throw new EchoMotionException(e, PlatformError.BROKER_DID_NOT_START, reason(e));
    }
  }

  /** Returns whether Kafka runs and accepts connections. */
  public boolean isRunning() {
    return !ended && LoopbackPorts.answers(port);
  }

  /** Notes that Kafka wanted to end the JVM. */
  void hasEnded() {
    ended = true;
  }

  /**
   * Starts Kafka again after it has ended, on the same ports. It replays its log.
   *
   * @throws EchoMotionException BROKER_DID_NOT_START
   */
  public void restart() {
    close();
    start();
  }

  private static String reason(Exception e) {
    return Objects.requireNonNullElse(e.getMessage(), e.toString());
  }

  private static String superPassword(DataDirectory directory) {
    return directory.secret("kafka");
  }

  private String password(BrokerUser user) {
    return directory.secret(user.secretName());
  }

  /** Returns host and port, for Kafka's clients. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Returns the settings of a Kafka client that may do everything, with its password. */
  public Map<String, Object> clientSettings() {
    Map<String, Object> settings = new HashMap<>(connection(OWN_MECHANISM));
    settings.put(LOGIN, ownLogin(superPassword(directory)) + ";");
    return settings;
  }

  /** Returns the settings of a Kafka client of a user, with its password. */
  Map<String, Object> clientSettings(BrokerUser user) {
    Map<String, Object> settings = new HashMap<>(connection(MECHANISM.mechanismName()));
    settings.put(LOGIN, login(user));
    return settings;
  }

  /** Returns the broker settings of a service, without the password. */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    connection(MECHANISM.mechanismName())
        .forEach((name, value) -> settings.put("kafka." + name, value));
    return settings;
  }

  /** Returns the secret broker settings of a service that signs in as {@code user}. */
  public Map<String, String> secrets(BrokerUser user) {
    return Map.of("kafka." + LOGIN, login(user));
  }

  private Map<String, String> connection(String mechanism) {
    Map<String, String> settings = new HashMap<>(tls.ofClient());
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("sasl.mechanism", mechanism);
    return settings;
  }

  private static String ownLogin(String password) {
    return login(PlainLoginModule.class, SUPER_USER, password);
  }

  private String login(BrokerUser user) {
    return login(ScramLoginModule.class, user.name(), password(user)) + ";";
  }

  private static String login(Class<? extends LoginModule> module, String user, String password) {
    return "%s required username=\"%s\" password=\"%s\""
        .formatted(module.getName(), user, password);
  }

  /** Stops Kafka; its log stays. */
  @Override
  public void close() {
    KafkaRaftServer running = server;
    if (running == null) {
      return;
    }
    // After a failure of its disk, its own shutdown can wait for ever.
    CompletableFuture<Void> stopped =
        CompletableFuture.runAsync(
            () -> {
              running.shutdown();
              running.awaitShutdown();
            },
            task -> {
              Thread thread = new Thread(task, "echomotion-broker-stop");
              thread.setDaemon(true);
              thread.start();
            });
    try {
      if (ended) {
        stopped.completeOnTimeout(null, STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
      }
      stopped.join();
    } finally {
      server = null;
    }
  }
}
