package org.echomotion.standalone.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.echomotion.standalone.Service;
import org.junit.jupiter.api.Test;

/**
 * The effective settings of every Kafka channel: a channel's own value, else the connector's. This
 * is how the connector looks them up.
 */
class ChannelSettingsTest {

  private static final String KAFKA = "org.apache.kafka.common.serialization.";

  private static final Map<String, String> EVERY_INCOMING =
      Map.of(
          "connector",
          "smallrye-kafka",
          "auto.offset.reset",
          "earliest",
          "key.deserializer",
          KAFKA + "StringDeserializer",
          "value.deserializer",
          KAFKA + "ByteArrayDeserializer",
          "failure-strategy",
          "dead-letter-queue",
          "dead-letter-queue.key.serializer",
          KAFKA + "StringSerializer",
          "dead-letter-queue.value.serializer",
          KAFKA + "ByteArraySerializer",
          "throttled.unprocessed-record-max-age.ms",
          "3600000");

  private static final Map<String, String> EVERY_OUTGOING =
      Map.of(
          "connector", "smallrye-kafka",
          "key.serializer", KAFKA + "StringSerializer",
          "value.serializer", KAFKA + "ByteArraySerializer",
          "enable.idempotence", "true",
          "acks", "all");

  private static final Map<String, Map<String, String>> CHANNELS =
      Map.ofEntries(
          incoming(
              "ingest-progress",
              Map.of(
                  "topics", "clip.segmented,ef.computed,explanation.ready",
                  "group.id", "ingest-service",
                  "dead-letter-queue.topic", "ingest.dead-letter")),
          incoming(
              "ingest-dead-letters",
              Map.of(
                  "topics", "segmentation.dead-letter,ef.dead-letter,xai.dead-letter",
                  "group.id", "ingest-service-dead-letters",
                  "dead-letter-queue.topic", "ingest.dead-letter")),
          incoming(
              "segmentation-clip-ingested",
              Map.of(
                  "topic", "clip.ingested",
                  "group.id", "segmentation-service",
                  "dead-letter-queue.topic", "segmentation.dead-letter",
                  "graceful-shutdown", "false")),
          incoming(
              "ef-clip-segmented",
              Map.of(
                  "topic", "clip.segmented",
                  "group.id", "ef-service",
                  "dead-letter-queue.topic", "ef.dead-letter")),
          incoming(
              "xai-ef-computed",
              Map.of(
                  "topic", "ef.computed",
                  "group.id", "xai-service",
                  "dead-letter-queue.topic", "xai.dead-letter")),
          incoming(
              "xai-study-deleted",
              Map.of(
                  "topic", "study.deleted",
                  "group.id", "xai-service-deletions",
                  "dead-letter-queue.topic", "xai.dead-letter")),
          incoming(
              "active-learning-ef-computed",
              Map.of(
                  "topic", "ef.computed",
                  "group.id", "active-learning",
                  "dead-letter-queue.topic", "active-learning.dead-letter",
                  "throttled.unprocessed-record-max-age.ms", "900000")),
          outgoing("ingest-clip-ingested", Map.of("topic", "clip.ingested")),
          outgoing("ingest-study-deleted", Map.of("topic", "study.deleted")),
          outgoing(
              "segmentation-clip-segmented",
              Map.of("topic", "clip.segmented", "delivery.timeout.ms", "600000")),
          outgoing("ef-ef-computed", Map.of("topic", "ef.computed")),
          outgoing(
              "xai-explanation-ready",
              Map.of("topic", "explanation.ready", "delivery.timeout.ms", "600000")));

  private static Map.Entry<String, Map<String, String>> incoming(
      String channel, Map<String, String> own) {
    return Map.entry("incoming." + channel, with(EVERY_INCOMING, own));
  }

  private static Map.Entry<String, Map<String, String>> outgoing(
      String channel, Map<String, String> own) {
    return Map.entry("outgoing." + channel, with(EVERY_OUTGOING, own));
  }

  private static Map<String, String> with(Map<String, String> every, Map<String, String> own) {
    Map<String, String> all = new HashMap<>(every);
    all.putAll(own);
    return all;
  }

  @Test
  void holdForFiveServicesInOneProcess() throws IOException {
    assertEquals(CHANNELS, effective(config(resources("application.properties"))));
  }

  @Test
  void holdForEachServiceAlone() throws IOException {
    Map<String, Map<String, String>> together = new HashMap<>();
    for (URL service : resources("application.properties")) {
      together.putAll(effective(config(List.of(service))));
    }
    assertEquals(CHANNELS, together);
  }

  @Test
  void areTheRightsOfEachServiceInKafka() {
    for (Service service : Service.inOrderOfTheData()) {
      Set<String> writes = new HashSet<>();
      Set<String> reads = new HashSet<>();
      Set<String> groups = new HashSet<>();
      CHANNELS.forEach(
          (channel, settings) -> {
            if (channel.startsWith("outgoing." + service.id() + "-")) {
              writes.add(settings.get("topic"));
            } else if (channel.startsWith("incoming." + service.id() + "-")) {
              writes.add(settings.get("dead-letter-queue.topic"));
              reads.addAll(
                  List.of(settings.getOrDefault("topics", settings.get("topic")).split(",")));
              groups.add(settings.get("group.id"));
            }
          });
      assertEquals(new BrokerUser(service.id(), writes, reads, groups), BrokerUser.of(service));
    }
  }

  private static List<URL> resources(String name) throws IOException {
    return Collections.list(ChannelSettingsTest.class.getClassLoader().getResources(name));
  }

  private static SmallRyeConfig config(List<URL> applications) throws IOException {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder().addDefaultInterceptors().withProfile("prod");
    for (URL defaults : resources("META-INF/microprofile-config.properties")) {
      builder.withSources(new PropertiesConfigSource(defaults));
    }
    for (URL application : applications) {
      builder.withSources(new PropertiesConfigSource(application, 250));
    }
    return builder.build();
  }

  /** By channel, each setting that the channel must have or has of its own. */
  private static Map<String, Map<String, String>> effective(SmallRyeConfig config) {
    Set<String> names =
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
            .collect(Collectors.toSet());
    Map<String, Map<String, String>> channels = new HashMap<>();
    for (String name : names) {
      String[] parts = name.split("\\.", 5);
      boolean channel =
          name.startsWith("mp.messaging.incoming.") || name.startsWith("mp.messaging.outgoing.");
      if (channel) {
        channels
            .computeIfAbsent(
                parts[2] + "." + parts[3], key -> defaults(config, key.startsWith("incoming")))
            .put(parts[4], config.getConfigValue(name).getRawValue());
      }
    }
    return channels;
  }

  private static Map<String, String> defaults(SmallRyeConfig config, boolean incoming) {
    Map<String, String> values = new HashMap<>();
    for (String setting : (incoming ? EVERY_INCOMING : EVERY_OUTGOING).keySet()) {
      String value =
          config.getConfigValue("mp.messaging.connector.smallrye-kafka." + setting).getRawValue();
      if (value != null) {
        values.put(setting, value);
      }
    }
    return values;
  }
}
