package org.echomotion.standalone.broker;

import static java.util.stream.Collectors.toSet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.security.auth.spi.LoginModule;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.TopicExistsException;
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

  private static final int NODE = 1;

  /**
   * How services sign in. Their users are in Kafka's metadata, so they exist only after its start.
   */
  private static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_512;

  private static final int ITERATIONS = 4096;

  /** How Kafka itself signs in, and {@link #SUPER_USER}. Never used beyond this machine. */
  private static final String OWN_MECHANISM = "PLAIN";

  /** The user of Kafka itself, who creates topics, users and rights. */
  private static final String SUPER_USER = "echomotion";

  private static final String AUTHORIZER =
      "org.apache.kafka.metadata.authorizer.StandardAuthorizer";

  private static final int START_LIMIT_SECONDS = 60;
  private static final int STOP_LIMIT_SECONDS = 10;

  /** The file that makes a folder Kafka's. */
  static final String IDENTITY = "meta.properties";

  /** Version 0.1.0 deletes a folder without this file. */
  private static final String MARK = "echomotion-complete";

  private static final Duration PAUSE = Duration.ofMillis(50);

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
      Properties settings =
          settings(directory.broker(), port, controllerPort, superPassword(directory), tls);
      settings.putAll(tls.ofServer());
      formatOnFirstUse(directory.broker(), settings);
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
        createTopics(admin);
        limitRights(admin);
        createUsers(admin);
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

  private static Properties settings(
      Path data, int port, int controllerPort, String password, BrokerTls tls) {
    String own = ownLogin(password) + " user_%s=\"%s\";".formatted(SUPER_USER, password);
    Properties settings = new Properties();
    settings.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", Integer.toString(NODE)),
            Map.entry(
                "listeners",
                "BROKER://%1$s:%2$d,CONTROLLER://%1$s:%3$d"
                    .formatted(LoopbackPorts.HOST, port, controllerPort)),
            Map.entry("advertised.listeners", "BROKER://%s:%d".formatted(LoopbackPorts.HOST, port)),
            Map.entry(
                "listener.security.protocol.map",
                "BROKER:%1$s,CONTROLLER:%1$s".formatted(tls.protocol())),
            Map.entry("sasl.enabled.mechanisms", OWN_MECHANISM),
            Map.entry(
                "listener.name.broker.sasl.enabled.mechanisms",
                OWN_MECHANISM + "," + MECHANISM.mechanismName()),
            Map.entry("sasl.mechanism.inter.broker.protocol", OWN_MECHANISM),
            Map.entry("sasl.mechanism.controller.protocol", OWN_MECHANISM),
            Map.entry("listener.name.broker.plain.sasl.jaas.config", own),
            Map.entry("listener.name.controller.plain.sasl.jaas.config", own),
            Map.entry(
                "listener.name.broker.scram-sha-512.sasl.jaas.config",
                ScramLoginModule.class.getName() + " required;"),
            Map.entry("authorizer.class.name", AUTHORIZER),
            Map.entry("super.users", "User:" + SUPER_USER),
            Map.entry("inter.broker.listener.name", "BROKER"),
            Map.entry("controller.listener.names", "CONTROLLER"),
            // A fixed list: the dynamic quorum would store the port of this run.
            Map.entry(
                "controller.quorum.voters",
                "%d@%s:%d".formatted(NODE, LoopbackPorts.HOST, controllerPort)),
            Map.entry("log.dirs", data.toString())));
    settings.putAll(
        Map.ofEntries(
            Map.entry("auto.create.topics.enable", "true"),
            Map.entry("num.partitions", "1"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1")));
    settings.putAll(
        Map.ofEntries(
            // There is no second replica, so each record is flushed at once.
            Map.entry("log.flush.interval.messages", "1"),
            // A computer may be off for weeks. Waiting records and offsets must survive that.
            Map.entry("log.retention.hours", Integer.toString(24 * 90)),
            Map.entry("offsets.retention.minutes", Integer.toString(60 * 24 * 3650)),
            // By default, a start on a damaged disk would wait for ever.
            Map.entry(
                "server.max.startup.time.ms",
                Long.toString(TimeUnit.SECONDS.toMillis(START_LIMIT_SECONDS))),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("message.max.bytes", Integer.toString(8 << 20)),
            Map.entry("log.segment.bytes", Integer.toString(64 << 20)),
            Map.entry("log.index.size.max.bytes", Integer.toString(1 << 20)),
            Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20)),
            Map.entry("num.network.threads", "1"),
            Map.entry("num.io.threads", "2"),
            Map.entry("background.threads", "2")));
    return settings;
  }

  private static void formatOnFirstUse(Path data, Properties settings) throws IOException {
    Path formatted = data.resolve(IDENTITY);
    if (!Files.exists(formatted)) {
      Files.createDirectories(data);
      refuseLogWithoutIdentity(data, formatted);
      format(data, settings);
    }
    Path mark = data.resolve(MARK);
    if (!Files.exists(mark)) {
      DataDirectory.replace(
          mark, "Version 0.1.0 of EchoMotion deletes a folder without this file.\n");
    }
  }

  /** A format that was cut short leaves files only; topics are folders. */
  private static void refuseLogWithoutIdentity(Path data, Path identity) throws IOException {
    try (Stream<Path> content = Files.list(data)) {
      if (content.anyMatch(Files::isDirectory)) {
        throw new EchoMotionException(
            PlatformError.BROKER_INCOMPLETE, data, identity.getFileName());
      }
    }
  }

  /** Its last step is to write {@code meta.properties}. */
  private static void format(Path data, Properties settings) throws IOException {
    Path file = Files.createTempFile(data, "format", ".properties");
    try {
      try (OutputStream out = Files.newOutputStream(file)) {
        settings.store(out, null);
      }
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      int code =
          StorageTool.execute(
              new String[] {
                "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
              },
              new PrintStream(said, true, StandardCharsets.UTF_8));
      if (code != 0) {
        throw new IOException(said.toString(StandardCharsets.UTF_8).strip());
      }
    } finally {
      Files.delete(file);
    }
  }

  private static void createTopics(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<NewTopic> wanted =
        Stream.concat(Topics.EVENTS.stream(), Topics.DEAD_LETTERS.stream())
            .map(name -> new NewTopic(name, 1, (short) 1))
            .toList();
    for (var made : admin.createTopics(wanted).values().entrySet()) {
      try {
        made.getValue().get(START_LIMIT_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  /** Gives each user its rights, and removes all other rights, for example of another version. */
  private static void limitRights(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    Set<AclBinding> wanted =
        BrokerUser.all().stream().flatMap(user -> user.rights().stream()).collect(toSet());
    Set<AclBinding> existing =
        new HashSet<>(
            admin
                .describeAcls(AclBindingFilter.ANY)
                .values()
                .get(START_LIMIT_SECONDS, TimeUnit.SECONDS));
    admin
        .createAcls(wanted.stream().filter(right -> !existing.contains(right)).toList())
        .all()
        .get(START_LIMIT_SECONDS, TimeUnit.SECONDS);
    admin
        .deleteAcls(
            existing.stream()
                .filter(right -> !wanted.contains(right))
                .map(AclBinding::toFilter)
                .toList())
        .all()
        .get(START_LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** Creates the users, and returns when the broker knows them and their rights. */
  private void createUsers(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<UserScramCredentialAlteration> users = new ArrayList<>();
    for (BrokerUser user : BrokerUser.all()) {
      users.add(
          new UserScramCredentialUpsertion(
              user.name(), new ScramCredentialInfo(MECHANISM, ITERATIONS), password(user)));
    }
    admin.alterUserScramCredentials(users).all().get(START_LIMIT_SECONDS, TimeUnit.SECONDS);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_LIMIT_SECONDS);
    // The broker applies the controller's changes in order: rights first, then users.
    while (admin
            .describeUserScramCredentials()
            .users()
            .get(START_LIMIT_SECONDS, TimeUnit.SECONDS)
            .size()
        < users.size()) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("its users were not created");
      }
      Thread.sleep(PAUSE.toMillis());
    }
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
