package org.echomotion.standalone.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Exit;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.PlatformError;
import org.echomotion.standalone.broker.EmbeddedBroker;
import org.echomotion.standalone.database.EmbeddedStudyStore;
import org.echomotion.standalone.directory.DataDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPlatformTest {

  @TempDir Path temporary;

  @Test
  void keepsWhatWasAcknowledgedWhenItsOwnerIsKilled() throws Exception {
    Path data = temporary.resolve("data");
    for (int round = 1; round <= 2; round++) {
      Process owner = PlatformInAnotherProcess.start(data);
      ProcessHandle orphan = PlatformInAnotherProcess.postmaster(data);
      owner.destroyForcibly().waitFor();
      assertTrue(orphan.isAlive(), "the kill is to leave PostgreSQL running");

      try (DataDirectory directory = DataDirectory.hold(data, "test");
          EmbeddedStudyStore store = EmbeddedStudyStore.start(directory);
          EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
        assertFalse(orphan.isAlive());
        assertEquals(Integer.toString(round), StoredData.ask(store, "select count(*) from kept"));
        assertEquals(round, StoredData.records(broker, "clip.ingested").size());
      }
      assertFalse(Files.exists(data.resolve("postgresql/postmaster.pid")));
    }
  }

  @Test
  void postgresThatWasKilledRunsAgainOnItsPortWithAllRows() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test");
        EmbeddedStudyStore store = EmbeddedStudyStore.start(directory)) {
      StoredData.change(store, "create table kept as select 1 as value");
      String address = store.jdbcUrl();
      ProcessHandle postmaster = PlatformInAnotherProcess.postmaster(directory.root());
      postmaster.destroyForcibly();
      postmaster.onExit().join();
      assertFalse(store.isRunning());

      store.restart();

      assertTrue(store.isRunning());
      assertEquals(address, store.jdbcUrl());
      assertEquals("1", StoredData.ask(store, "select count(*) from kept"));
    }
  }

  @Test
  void kafkaThatWantsToEndTheProgramRunsAgainOnItsPortWithAllRecords() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test");
        EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      send(broker);
      String address = broker.bootstrapServers();
      assertTrue(broker.isRunning());
      // What Kafka calls when its disk fails. Without the protection, this JVM ends here.
      assertThrows(IllegalStateException.class, () -> Exit.halt(1, "the disk is full"));
      assertFalse(broker.isRunning());

      broker.restart();

      assertTrue(broker.isRunning());
      assertEquals(address, broker.bootstrapServers());
      send(broker);
      assertEquals(2, StoredData.records(broker, "clip.ingested").size());
    }
  }

  private static void send(EmbeddedBroker broker) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            broker.clientSettings(), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("clip.ingested", "key", "record")).get();
    }
  }

  /** PostgreSQL ends while it starts: this is said at once, with the reason from its log. */
  @Test
  void saysWhyPostgresDoesNotStart() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test")) {
      EmbeddedStudyStore.start(directory).close();
      Path control = directory.studyStore().resolve("global/pg_control");
      byte[] bytes = Files.readAllBytes(control);
      bytes[40] ^= 1;
      Files.write(control, bytes);
      EchoMotionException refused =
          assertThrows(EchoMotionException.class, () -> EmbeddedStudyStore.start(directory));
      assertEquals(PlatformError.STUDY_STORE_DID_NOT_START, refused.code());
      assertTrue(refused.getMessage().contains("checksum"), refused.getMessage());
      bytes[40] ^= 1;
      Files.write(control, bytes);
      EmbeddedStudyStore.start(directory).close();
    }
  }

  @Test
  void refusesADatabaseOfANewerProgram() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test")) {
      try (EmbeddedStudyStore store = EmbeddedStudyStore.start(directory)) {
        StoredData.change(
            store,
            "insert into flyway_schema_history select 999, '999', 'future', 'SQL', 'V999__f.sql', 1,"
                + " 'postgres', now(), 1, true");
      }
      EchoMotionException refused =
          assertThrows(EchoMotionException.class, () -> EmbeddedStudyStore.start(directory));
      assertEquals(PlatformError.STUDY_STORE_NEWER, refused.code());
      assertTrue(
          refused.getMessage().contains("schema 999; this program knows "), refused::getMessage);
    }
  }

  /** Ingest would delete the frames of clips that the database does not know. */
  @Test
  void refusesADatabaseThatIsOlderThanTheFrames() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test")) {
      EmbeddedStudyStore.start(directory).close();
      Path folder = Files.createDirectories(directory.blobs().resolve("ingest/local"));
      Path frames = folder.resolve(UUID.randomUUID() + ".working");
      Files.writeString(frames, "frames");
      EchoMotionException refused =
          assertThrows(EchoMotionException.class, () -> EmbeddedStudyStore.start(directory));
      assertEquals(PlatformError.STUDY_STORE_OLDER, refused.code());
      assertTrue(refused.getMessage().contains(frames.toString()), refused.getMessage());
      assertEquals("frames", Files.readString(frames));

      // A leftover of an upload that the database knows of does not prevent the start.
      Path aside = Files.move(frames, temporary.resolve("aside"));
      try (EmbeddedStudyStore store = EmbeddedStudyStore.start(directory)) {
        StoredData.change(
            store,
            "insert into audit.entry values ('local', 1, now(), 'ingest', 'a', '', '', 'CREATE',"
                + " 'UploadClip', '', decode(repeat('00', 32), 'hex'))");
      }
      Files.move(aside, frames);
      EmbeddedStudyStore.start(directory).close();
    }
  }
}
