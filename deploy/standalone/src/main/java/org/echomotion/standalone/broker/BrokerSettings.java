package org.echomotion.standalone.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.echomotion.standalone.LoopbackPorts;

/** The settings of a broker and controller in one, for one machine. */
final class BrokerSettings {

  private static final int NODE = 1;

  private static final String AUTHORIZER =
      "org.apache.kafka.metadata.authorizer.StandardAuthorizer";

  private BrokerSettings() {}

  /**
   * Returns the settings of the broker.
   *
   * @param data folder of its log
   * @param own how Kafka itself signs in, with its user
   * @throws IOException if the files for TLS cannot be read
   */
  static Properties of(Path data, int port, int controllerPort, String own, BrokerTls tls)
      throws IOException {
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
            Map.entry("sasl.enabled.mechanisms", EmbeddedBroker.OWN_MECHANISM),
            Map.entry(
                "listener.name.broker.sasl.enabled.mechanisms",
                EmbeddedBroker.OWN_MECHANISM + "," + EmbeddedBroker.MECHANISM.mechanismName()),
            Map.entry("sasl.mechanism.inter.broker.protocol", EmbeddedBroker.OWN_MECHANISM),
            Map.entry("sasl.mechanism.controller.protocol", EmbeddedBroker.OWN_MECHANISM),
            Map.entry("listener.name.broker.plain.sasl.jaas.config", own),
            Map.entry("listener.name.controller.plain.sasl.jaas.config", own),
            Map.entry(
                "listener.name.broker.scram-sha-512.sasl.jaas.config",
                ScramLoginModule.class.getName() + " required;"),
            Map.entry("authorizer.class.name", AUTHORIZER),
            Map.entry("super.users", "User:" + EmbeddedBroker.SUPER_USER),
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
                Long.toString(TimeUnit.SECONDS.toMillis(EmbeddedBroker.START_LIMIT_SECONDS))),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("message.max.bytes", Integer.toString(8 << 20)),
            Map.entry("log.segment.bytes", Integer.toString(64 << 20)),
            Map.entry("log.index.size.max.bytes", Integer.toString(1 << 20)),
            Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20)),
            Map.entry("num.network.threads", "1"),
            Map.entry("num.io.threads", "2"),
            Map.entry("background.threads", "2")));
    settings.putAll(tls.ofServer());
    return settings;
  }
}
