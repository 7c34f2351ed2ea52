package org.echomotion.standalone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.echomotion.error.EchoMotionException;

/**
 * A real Kafka in this process: broker and controller in one, on loopback, with its log in the data
 * directory. Each connection needs the password, which only the owner of the directory can read. An
 * acknowledged record is on disk.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final int NODE = 1;

  /** Sends the password as plain text, but never beyond this machine. */
  private static final String MECHANISM = "PLAIN";

  private static final int START_LIMIT_SECONDS = 60;

  private static final String USER = "echomotion";
  private static final String LOGIN = "sasl.jaas.config";

  private final KafkaRaftServer server;
  private final String bootstrapServers;
  private final String password;

  private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers, String password) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
    this.password = password;
  }

  /**
   * Starts Kafka, formats its directory on first use, and creates the {@link Topics}.
   *
   * @param directory locked by the caller
   * @throws EchoMotionException BROKER_DID_NOT_START
   */
  public static EmbeddedBroker start(DataDirectory directory) {
    int port = LoopbackPorts.anyFree();
    String password = directory.secret("kafka");
    Properties settings = settings(directory.broker(), port, LoopbackPorts.anyFree(), password);
    EmbeddedBroker broker;
    try {
      formatOnFirstUse(directory.broker(), settings);
      broker =
          new EmbeddedBroker(
              new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM),
              LoopbackPorts.HOST + ":" + port,
              password);
    } catch (IOException | RuntimeException e) {
      throw new EchoMotionException(e, PlatformError.BROKER_DID_NOT_START, reason(e));
    }
    try {
      broker.server.startup();
      broker.createTopics();
      return broker;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      broker.close();
      throw new EchoMotionException(e, PlatformError.BROKER_DID_NOT_START, "interrupted");
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      broker.close();
      throw new EchoMotionException(e, PlatformError.BROKER_DID_NOT_START, reason(e));
    }
  }

  private static String reason(Exception e) {
    return Objects.requireNonNullElse(e.getMessage(), e.toString());
  }

  private static Properties settings(Path data, int port, int controllerPort, String password) {
    String accepted = login(password) + " user_%s=\"%s\";".formatted(USER, password);
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
                "BROKER:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT"),
            Map.entry("sasl.enabled.mechanisms", MECHANISM),
            Map.entry("sasl.mechanism.inter.broker.protocol", MECHANISM),
            Map.entry("sasl.mechanism.controller.protocol", MECHANISM),
            Map.entry("listener.name.broker.plain.sasl.jaas.config", accepted),
            Map.entry("listener.name.controller.plain.sasl.jaas.config", accepted),
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
    Path complete = data.resolve("echomotion-complete");
    if (Files.exists(complete)) {
      return;
    }
    Leftovers.delete(data);
    Files.createDirectories(data);
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
      Files.createFile(complete);
    } finally {
      Files.delete(file);
    }
  }

  private void createTopics() throws InterruptedException, ExecutionException, TimeoutException {
    List<NewTopic> wanted =
        Stream.concat(Topics.EVENTS.stream(), Topics.DEAD_LETTERS.stream())
            .map(name -> new NewTopic(name, 1, (short) 1))
            .toList();
    try (Admin admin = Admin.create(clientSettings())) {
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
  }

  /** Returns host and port, for Kafka's clients. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Returns the settings of a Kafka client, with the password. */
  public Map<String, Object> clientSettings() {
    Map<String, Object> settings = new HashMap<>(connection());
    settings.put(LOGIN, login(password) + ";");
    return settings;
  }

  /** Returns the broker settings of a service, without the password. */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    connection().forEach((name, value) -> settings.put("kafka." + name, value));
    return settings;
  }

  /** Returns the secret broker settings of a service. */
  public Map<String, String> secrets() {
    return Map.of("kafka." + LOGIN, login(password) + ";");
  }

  private Map<String, String> connection() {
    return Map.of(
        "bootstrap.servers",
        bootstrapServers,
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        MECHANISM);
  }

  private static String login(String password) {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\""
            .formatted(USER)
        + " password=\"%s\"".formatted(password);
  }

  /** Stops Kafka; its log stays. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
