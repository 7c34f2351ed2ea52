package org.echomotion.cli.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The broker as an outsider sees it: plain clients, no EchoMotion code. */
final class Events implements AutoCloseable {

  private final Map<String, Object> settings;
  private final Admin admin;
  private final KafkaProducer<String, byte[]> producer;

  Events(Map<String, Object> settings) {
    this.settings = settings;
    this.admin = Admin.create(settings);
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** All records of a topic with that key, in order. */
  List<ConsumerRecord<String, byte[]>> of(String topic, String key) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(500))) {
          if (key.equals(record.key())) {
            found.add(record);
          }
        }
      }
      return found;
    }
  }

  void send(String topic, String key, byte[] payload) throws Exception {
    producer.send(new ProducerRecord<>(topic, key, payload)).get(30, TimeUnit.SECONDS);
  }

  /** Records of {@code topic} that {@code group} has not acknowledged. */
  long unacknowledged(String group, String topic) throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    long end =
        admin
            .listOffsets(Map.of(partition, OffsetSpec.latest()))
            .partitionResult(partition)
            .get(30, TimeUnit.SECONDS)
            .offset();
    OffsetAndMetadata acknowledged =
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get(30, TimeUnit.SECONDS)
            .get(partition);
    return end - (acknowledged == null ? 0 : acknowledged.offset());
  }

  /** Whether every group has acknowledged everything that it reads. */
  boolean allAcknowledged() throws Exception {
    for (GroupListing group : admin.listGroups().all().get(30, TimeUnit.SECONDS)) {
      Map<TopicPartition, OffsetAndMetadata> offsets =
          admin
              .listConsumerGroupOffsets(group.groupId())
              .partitionsToOffsetAndMetadata()
              .get(30, TimeUnit.SECONDS);
      for (TopicPartition partition : offsets.keySet()) {
        if (unacknowledged(group.groupId(), partition.topic()) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
