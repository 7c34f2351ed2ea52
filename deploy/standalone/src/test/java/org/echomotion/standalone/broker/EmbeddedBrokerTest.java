package org.echomotion.standalone.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.echomotion.standalone.Service;
import org.echomotion.standalone.certificate.Certificates;
import org.echomotion.standalone.directory.DataDirectory;
import org.echomotion.standalone.platform.StoredData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

  @TempDir Path temporary;

  @Test
  void makesEveryTopicAtTheStart() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test");
        EmbeddedBroker broker = EmbeddedBroker.start(directory);
        Admin admin = Admin.create(broker.clientSettings())) {
      assertTrue(admin.listTopics().names().get().containsAll(Topics.EVENTS));
      assertTrue(
          admin
              .listTopics()
              .names()
              .get()
              .containsAll(
                  List.of(
                      "segmentation.dead-letter",
                      "ef.dead-letter",
                      "xai.dead-letter",
                      "ingest.dead-letter",
                      "active-learning.dead-letter")));
    }
  }

  @Test
  void acceptsOnlyTlsIfThereAreCertificates() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data a"), "test")) {
      Optional<Certificates> certificates = Optional.of(Certificates.in(directory));
      for (int round = 1; round <= 2; round++) {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, certificates)) {
          Map<String, Object> ef = broker.clientSettings(BrokerUser.of(Service.EF));
          assertEquals("SASL_SSL", ef.get("security.protocol"));
          send(ef, "ef.computed");
          Map<String, Object> plain = new HashMap<>(ef);
          plain.put("security.protocol", "SASL_PLAINTEXT");
          assertThrows(ExecutionException.class, () -> send(plain, "ef.computed"));
        }
      }
      // The same data without TLS.
      try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
        assertEquals(2, StoredData.records(broker, "ef.computed").size());
      }
    }
  }

  @Test
  void letsNobodyConnectWithoutAPassword() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test");
        EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      Map<String, Object> ef = broker.clientSettings(BrokerUser.of(Service.EF));
      for (Map<String, Object> wrong :
          List.of(
              with("password=\"\\w+\"", "password=\"wrong\"", broker.clientSettings()),
              with("password=\"\\w+\"", "password=\"wrong\"", ef),
              with("username=\"ef\"", "username=\"stranger\"", ef))) {
        Throwable cause =
            assertThrows(ExecutionException.class, () -> send(wrong, "ef.computed")).getCause();
        assertEquals(SaslAuthenticationException.class, cause.getClass());
      }
      Map<String, Object> none = Map.of("bootstrap.servers", broker.bootstrapServers());
      assertThrows(ExecutionException.class, () -> send(none, "ef.computed"));
      assertEquals(List.of(), StoredData.records(broker, "ef.computed"));
    }
  }

  private static Map<String, Object> with(
      String pattern, String replacement, Map<String, Object> settings) {
    Map<String, Object> changed = new HashMap<>(settings);
    changed.computeIfPresent(
        "sasl.jaas.config", (key, login) -> login.toString().replaceAll(pattern, replacement));
    return changed;
  }

  @Test
  void letsEachServiceUseItsOwnTopicsAndGroupsOnly() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test");
        EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      Map<String, Object> ef = broker.clientSettings(BrokerUser.of(Service.EF));
      send(ef, "ef.computed");
      send(ef, "ef.dead-letter");
      Throwable refused =
          assertThrows(ExecutionException.class, () -> send(ef, "clip.ingested")).getCause();
      assertEquals(TopicAuthorizationException.class, refused.getClass());
      assertEquals(List.of(), StoredData.records(broker, "clip.ingested"));

      Map<String, Object> ingest = broker.clientSettings(BrokerUser.of(Service.INGEST));
      assertEquals(1, poll(ingest, "ingest-service", "ef.computed"));
      assertThrows(
          TopicAuthorizationException.class, () -> poll(ef, "ef-service", "clip.ingested"));
      assertThrows(
          GroupAuthorizationException.class, () -> poll(ef, "ingest-service", "clip.segmented"));

      Map<String, Object> all = broker.clientSettings(BrokerUser.ofAllServices());
      for (String topic : Topics.EVENTS) {
        send(all, topic);
      }
      try (Admin admin = Admin.create(ef)) {
        Throwable noAdmin =
            assertThrows(
                    ExecutionException.class,
                    () -> admin.deleteTopics(List.of("ef.computed")).all().get())
                .getCause();
        assertEquals(TopicAuthorizationException.class, noAdmin.getClass());
      }
    }
  }

  @Test
  void removesRightsThatNoServiceHasAnyMore() throws Exception {
    AclBinding old =
        new AclBinding(
            new ResourcePattern(ResourceType.TOPIC, "clip.ingested", PatternType.LITERAL),
            new AccessControlEntry("User:ef", "*", AclOperation.WRITE, AclPermissionType.ALLOW));
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test")) {
      try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
          Admin admin = Admin.create(broker.clientSettings())) {
        admin.createAcls(List.of(old)).all().get();
      }
      try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
          Admin admin = Admin.create(broker.clientSettings())) {
        assertEquals(List.of(), List.copyOf(admin.describeAcls(old.toFilter()).values().get()));
        send(broker.clientSettings(BrokerUser.of(Service.EF)), "ef.computed");
      }
    }
  }

  private static void send(Map<String, Object> settings, String topic) throws Exception {
    Map<String, Object> impatient = new HashMap<>(settings);
    impatient.put("max.block.ms", 5_000);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(impatient, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "key", "value")).get();
    }
  }

  /** Returns how many records a group member gets. */
  private static int poll(Map<String, Object> settings, String group, String topic) {
    Map<String, Object> member = new HashMap<>(settings);
    member.put("group.id", group);
    member.put("auto.offset.reset", "earliest");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(member, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      int count = 0;
      while (count == 0 && System.nanoTime() < end) {
        count = consumer.poll(Duration.ofMillis(500)).count();
      }
      return count;
    }
  }
}
