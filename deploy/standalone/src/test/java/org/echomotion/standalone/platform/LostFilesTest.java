package org.echomotion.standalone.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.PlatformError;
import org.echomotion.standalone.broker.EmbeddedBroker;
import org.echomotion.standalone.database.EmbeddedStudyStore;
import org.echomotion.standalone.directory.DataDirectory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A data directory with files missing, as after a bad backup: it starts with all data, or it says
 * what is missing. It never loses more.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostFilesTest {

  @TempDir static Path temporary;

  private Path whole;
  private Path data;

  @BeforeAll
  void store() throws Exception {
    whole = temporary.resolve("whole");
    try (DataDirectory directory = DataDirectory.hold(whole, "test");
        EmbeddedStudyStore store = EmbeddedStudyStore.start(directory);
        EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      StoredData.change(store, "create table kept as select 'row' as value");
      try (KafkaProducer<String, String> producer =
          new KafkaProducer<>(
              broker.clientSettings(), new StringSerializer(), new StringSerializer())) {
        producer.send(new ProducerRecord<>("clip.ingested", "key", "record")).get();
      }
      directory.auditSigningKey();
      Path frames = Files.createDirectories(directory.blobs().resolve("ingest/local"));
      Files.writeString(frames.resolve("frames"), "frames");
    }
  }

  @BeforeEach
  void copy() throws Exception {
    data = Files.createTempDirectory(temporary, "copy").resolve("data");
    copy(whole, data);
  }

  private static void copy(Path from, Path to) throws Exception {
    // Keeps Kafka's index files sparse.
    assertEquals(
        0,
        new ProcessBuilder("cp", "-a", from.toString(), to.toString())
            .inheritIO()
            .start()
            .waitFor());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql/echomotion-complete",
        "kafka/echomotion-complete",
        "lock programs-checked processes audit-key.pub secrets/kafka postgresql/epg-lock"
            + " postgresql/postmaster.opts kafka/.lock kafka/.kafka_cleanshutdown"
            + " kafka/recovery-point-offset-checkpoint"
            + " kafka/clip.ingested-0/00000000000000000000.index"
            + " kafka/clip.ingested-0/leader-epoch-checkpoint"
      })
  void startsWithAllDataWithout(String files) throws Exception {
    for (String file : files.split(" ")) {
      Files.deleteIfExists(data.resolve(file));
    }
    assertAllThere();
  }

  @Test
  void startsWithAllDataWithoutItsEmptyFolders() throws Exception {
    List<Path> empty = empty(Files::isDirectory);
    assertTrue(empty.contains(data.resolve("postgresql/pg_notify")), empty::toString);
    assertTrue(empty.contains(data.resolve("postgresql/pg_wal/archive_status")), empty::toString);
    for (Path folder : empty) {
      Files.delete(folder);
    }
    assertAllThere();
  }

  /** Kafka makes its empty files again. PostgreSQL needs the empty file of an empty table. */
  @Test
  void namesTheEmptyTablesThatABackupLeftOut() throws Exception {
    List<Path> empty = empty(Files::isRegularFile);
    for (Path file : empty) {
      Files.delete(file);
    }
    List<String> before = tree(data);
    EchoMotionException refused = refused();
    assertEquals(PlatformError.STUDY_STORE_INCOMPLETE, refused.code());
    assertTrue(refused.getMessage().contains("base/"), refused.getMessage());
    assertTrue(tree(data).containsAll(before));
    for (Path file : empty) {
      if (file.startsWith(data.resolve("postgresql")) && !Files.exists(file)) {
        Files.createFile(file);
      }
    }
    assertAllThere();
  }

  @ParameterizedTest
  @CsvSource({
    "secrets/postgresql, SECRET_MISSING",
    "secrets/study-keys, SECRET_MISSING",
    "postgresql/PG_VERSION, STUDY_STORE_INCOMPLETE",
    "postgresql/postgresql.conf, STUDY_STORE_INCOMPLETE",
    "postgresql/pg_hba.conf, STUDY_STORE_INCOMPLETE",
    "postgresql/global/pg_control, STUDY_STORE_INCOMPLETE",
    "postgresql, STUDY_STORE_MISSING",
    "kafka/meta.properties, BROKER_INCOMPLETE"
  })
  void refusesToStartWithout(String file, PlatformError expected) throws Exception {
    Path aside = temporary.resolve(data.getParent().getFileName() + "-aside");
    Files.move(data.resolve(file), aside);
    List<String> before = tree(data);
    EchoMotionException refused = refused();
    assertEquals(expected, refused.code(), refused.getMessage());
    String name = Path.of(file).getFileName().toString();
    assertTrue(refused.getMessage().contains(name), refused.getMessage());
    assertTrue(tree(data).containsAll(before), "nothing is deleted");
  }

  @Test
  void refusesANewSigningKeyThatThePublishedOneDoesNotCheck() throws Exception {
    Files.delete(data.resolve("secrets/audit-signing-key"));
    try (DataDirectory directory = DataDirectory.hold(data, "test")) {
      EchoMotionException refused =
          assertThrows(EchoMotionException.class, directory::auditSigningKey);
      assertEquals(PlatformError.SECRET_MISSING, refused.code());
    }
  }

  /** A first start that was cut short left no data, whatever it left. */
  @Test
  void beginsAgainWhereAFirstStartWasCutShort() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("new"), "test")) {
      Path half = temporary.resolve("new/postgresql.unfinished");
      Files.createDirectories(half.resolve("base"));
      Files.writeString(half.resolve("postgresql.conf"), "half written");
      Files.createDirectories(directory.broker());
      Files.writeString(directory.broker().resolve("bootstrap.checkpoint"), "half written");
      Files.writeString(directory.broker().resolve("meta.properties.tmp"), "half written");
      EmbeddedStudyStore.start(directory).close();
      EmbeddedBroker.start(directory).close();
      assertFalse(Files.exists(half));
    }
  }

  private void assertAllThere() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(data, "test");
        EmbeddedStudyStore store = EmbeddedStudyStore.start(directory);
        EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      assertEquals("row", StoredData.ask(store, "select value from kept"));
      assertEquals(List.of("record"), StoredData.records(broker, "clip.ingested"));
      assertEquals("frames", Files.readString(data.resolve("blobs/ingest/local/frames")));
    }
  }

  private EchoMotionException refused() {
    return assertThrows(
        EchoMotionException.class,
        () -> {
          try (DataDirectory directory = DataDirectory.hold(data, "test");
              EmbeddedStudyStore store = EmbeddedStudyStore.start(directory);
              EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            throw new AssertionError("started: " + store + broker);
          }
        });
  }

  private interface Kind {
    boolean is(Path path);
  }

  private List<Path> empty(Kind kind) throws IOException {
    try (Stream<Path> all = Files.walk(data)) {
      return all.filter(kind::is)
          .filter(LostFilesTest::isEmpty)
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  private static boolean isEmpty(Path path) {
    try {
      if (Files.isRegularFile(path)) {
        return Files.size(path) == 0;
      }
      try (Stream<Path> content = Files.list(path)) {
        return content.findAny().isEmpty();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The names of all files, without those that a running PostgreSQL makes and removes. */
  private static List<String> tree(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.map(path -> root.relativize(path).toString())
          .filter(name -> !name.contains("pg_stat") && !name.contains("pg_logical"))
          .filter(name -> !name.endsWith(".kafka_cleanshutdown"))
          .toList();
    }
  }
}
