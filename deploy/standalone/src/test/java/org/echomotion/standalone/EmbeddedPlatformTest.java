package org.echomotion.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
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
import org.apache.kafka.common.TopicPartition;
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
import org.echomotion.error.EchoMotionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPlatformTest {

  @TempDir Path temporary;

  @Test
  void writesEveryCommitToDisk() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test");
        EmbeddedStudyStore store = EmbeddedStudyStore.start(directory)) {
      assertEquals("on", ask(store, "show fsync"));
      assertEquals("on", ask(store, "show synchronous_commit"));
      assertEquals("on", ask(store, "show full_page_writes"));
      assertEquals(LoopbackPorts.HOST, ask(store, "show listen_addresses"));
      assertEquals("", ask(store, "show unix_socket_directories"));
      assertEquals("UTF8", ask(store, "show server_encoding"));
    }
  }

  @Test
  void acceptsOnlyTlsIfThereAreCertificates() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data a"), "test")) {
      Optional<Certificates> certificates = Optional.of(Certificates.in(directory));
      for (int round = 1; round <= 2; round++) {
        try (EmbeddedStudyStore store = EmbeddedStudyStore.start(directory, certificates);
            EmbeddedBroker broker = EmbeddedBroker.start(directory, certificates)) {
          String user = Service.ALL_IN_ONE;
          String password = store.secrets(user).get("quarkus.datasource.password");
          String encrypted = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";
          assertEquals("t", ask(store, encrypted));
          assertTrue(store.jdbcUrl().contains("sslmode=verify-full"), store.jdbcUrl());
          try (Connection services = DriverManager.getConnection(store.jdbcUrl(), user, password);
              ResultSet answer = services.createStatement().executeQuery(encrypted)) {
            answer.next();
            assertEquals("t", answer.getString(1));
          }
          String plain = store.jdbcUrl().replaceAll("\\?.*", "?sslmode=disable");
          assertEquals(
              "28000",
              assertThrows(
                      SQLException.class,
                      () -> DriverManager.getConnection(plain, user, password).close())
                  .getSQLState());

          Map<String, Object> ef = broker.clientSettings(BrokerUser.of(Service.EF));
          assertEquals("SASL_SSL", ef.get("security.protocol"));
          send(ef, "ef.computed");
          Map<String, Object> plainKafka = new HashMap<>(ef);
          plainKafka.put("security.protocol", "SASL_PLAINTEXT");
          assertThrows(ExecutionException.class, () -> send(plainKafka, "ef.computed"));
        }
      }
      // The same data without TLS.
      try (EmbeddedStudyStore store = EmbeddedStudyStore.start(directory);
          EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
        assertEquals("1", ask(store, "select 1"));
        assertEquals(2, records(broker, "ef.computed").size());
      }
    }
  }

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
  void keepsWhatWasAcknowledgedWhenItsOwnerIsKilled() throws Exception {
    Path data = temporary.resolve("data");
    for (int round = 1; round <= 2; round++) {
      Process owner = PlatformInAnotherProcess.start(data);
      ProcessHandle orphan = postmaster(data);
      owner.destroyForcibly().waitFor();
      assertTrue(orphan.isAlive(), "the kill is to leave PostgreSQL running");

      try (DataDirectory directory = DataDirectory.hold(data, "test");
          EmbeddedStudyStore store = EmbeddedStudyStore.start(directory);
          EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
        assertFalse(orphan.isAlive());
        assertEquals(Integer.toString(round), ask(store, "select count(*) from kept"));
        assertEquals(round, records(broker, "clip.ingested").size());
      }
      assertFalse(Files.exists(data.resolve("postgresql/postmaster.pid")));
    }
  }

  @Test
  void startsAlthoughThePostmastersNumberNowBelongsToAnotherProgram() throws Exception {
    Path data = temporary.resolve("data");
    try (DataDirectory directory = DataDirectory.hold(data, "test")) {
      EmbeddedStudyStore.start(directory).close();
      Process stranger = new ProcessBuilder("sleep", "600").start();
      try {
        Path store = directory.studyStore();
        Files.writeString(
            store.resolve("postmaster.pid"), stranger.pid() + "\n" + store + "\n1\n1\n\n\n");
        EmbeddedStudyStore.start(directory).close();
        assertTrue(stranger.isAlive());
      } finally {
        stranger.destroyForcibly();
      }
    }
  }

  @Test
  void beginsAgainWhereAFirstStartWasCutShort() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test")) {
      for (Path half : List.of(directory.studyStore(), directory.broker())) {
        Files.createDirectories(half.resolve("base"));
        Files.writeString(half.resolve("postgresql.conf"), "half written");
      }
      EmbeddedStudyStore.start(directory).close();
      EmbeddedBroker.start(directory).close();
    }
  }

  @Test
  void saysWhoHoldsTheDirectory() throws Exception {
    Path data = temporary.resolve("data");
    Process owner = PlatformInAnotherProcess.start(data);
    ProcessHandle postmaster = postmaster(data);
    try {
      EchoMotionException refused =
          assertThrows(EchoMotionException.class, () -> DataDirectory.hold(data, "test"));
      assertEquals(PlatformError.DATA_DIRECTORY_IN_USE, refused.code());
      assertTrue(
          refused.getMessage().contains("process " + owner.pid() + " (a test)"),
          refused.getMessage());
    } finally {
      owner.destroyForcibly().waitFor();
      postmaster.destroy();
      postmaster.onExit().get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void isReadableByItsOwnerOnly() throws Exception {
    Path data = temporary.resolve("data");
    DataDirectory.hold(data, "test").close();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
  }

  @Test
  void closesAnExistingDirectoryAndRemovesProgramsThatOthersCouldReplace() throws Exception {
    Path data = Files.createDirectory(temporary.resolve("data"));
    Path program = data.resolve("postgresql-programs/PG-1/bin/postgres");
    Files.createDirectories(program.getParent());
    Files.writeString(program, "replaced by another user");
    Files.createFile(data.resolve("lock"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (DataDirectory directory = DataDirectory.hold(data, "test")) {
      assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
      assertFalse(Files.exists(program));
      String secret = directory.secret("test");
      assertEquals(64, secret.length());
      assertEquals(secret, directory.secret("test"));
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(directory.secretFile("test"))));
    }
  }

  @Test
  void removesDoubtfulProgramsAlsoAfterAnAttemptThatEndedEarly() throws Exception {
    Path data = Files.createDirectory(temporary.resolve("data"));
    Path program = data.resolve("postgresql-programs/PG-1/bin/postgres");
    Files.createDirectories(program.getParent());
    Files.writeString(program, "replaced by another user");
    // The directory is closed already, but nobody has noted that the programs were checked.
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    DataDirectory.hold(data, "test").close();
    assertFalse(Files.exists(program));
    Files.createDirectories(program.getParent());
    Files.createFile(program);
    DataDirectory.hold(data, "test").close();
    assertTrue(Files.exists(program));
  }

  @Test
  void refusesADirectoryThatOthersCanUseAndThatIsNotItsOwn() throws Exception {
    Path shared = Files.createDirectory(temporary.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path home = Files.createDirectory(temporary.resolve("home"));
    Files.createFile(home.resolve("letter.txt"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (Path each : List.of(shared, home)) {
      var before = Files.getPosixFilePermissions(each);
      EchoMotionException refused =
          assertThrows(EchoMotionException.class, () -> DataDirectory.hold(each, "test"));
      assertEquals(PlatformError.DATA_DIRECTORY_OPEN, refused.code());
      assertEquals(before, Files.getPosixFilePermissions(each), "nothing is changed");
    }
  }

  @Test
  void keepsItsProgramsForItsOwner() throws Exception {
    String shared = System.clearProperty("echomotion.programs");
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test");
        EmbeddedStudyStore store = EmbeddedStudyStore.start(directory)) {
      assertEquals("1", ask(store, "select 1"));
      assertEquals(
          "rwx------",
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(directory.studyStorePrograms())));
    } finally {
      if (shared != null) {
        System.setProperty("echomotion.programs", shared);
      }
    }
  }

  @Test
  void refusesToAnswerWithoutThePassword() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test");
        EmbeddedStudyStore store = EmbeddedStudyStore.start(directory)) {
      assertClosed(store);
      String rules = Files.readString(directory.studyStore().resolve("pg_hba.conf"));
      assertTrue(rules.contains("PostgreSQL Client Authentication"), "closed from the first start");
    }
  }

  @Test
  void aServiceWritesItsOwnTablesOnlyAndIsNoSuperuser() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test");
        EmbeddedStudyStore store = EmbeddedStudyStore.start(directory)) {
      for (Service service : Service.inOrderOfTheData()) {
        String role = service.id().replace('-', '_');
        String foreign = service == Service.EF ? "xai.explanation" : "ef.ejection_fraction";
        refusedByPostgres(store, service, "delete from " + foreign);
        refusedByPostgres(store, service, "create table " + role + ".mine (id int)");
        refusedByPostgres(store, service, "alter table ingest.study disable row level security");
        refusedByPostgres(store, service, "copy (select 1) to program 'true'");
        refusedByPostgres(store, service, "delete from audit.entry");
        if (service != Service.INGEST) {
          refusedByPostgres(store, service, "insert into ingest.tenant (name) values ('x')");
          refusedByPostgres(store, service, "update ingest.study set key = 'x'");
          refusedByPostgres(store, service, "select * from audit.entry");
        }
        try (Connection connection = connect(store, service);
            Statement statement = connection.createStatement();
            ResultSet own =
                statement.executeQuery(
                    "select count(*) from pg_tables where schemaname = '"
                        + role
                        + "' and has_table_privilege(schemaname || '.' || tablename, 'insert')")) {
          own.next();
          assertTrue(own.getInt(1) > 0, role);
        }
      }
    }
  }

  private static Connection connect(EmbeddedStudyStore store, Service service) throws SQLException {
    return DriverManager.getConnection(
        store.jdbcUrl(),
        store.settings(service.id()).get("quarkus.datasource.username"),
        store.secrets(service.id()).get("quarkus.datasource.password"));
  }

  private static void refusedByPostgres(EmbeddedStudyStore store, Service service, String sql)
      throws SQLException {
    try (Connection connection = connect(store, service);
        Statement statement = connection.createStatement()) {
      SQLException refused =
          assertThrows(SQLException.class, () -> statement.execute(sql), service + ": " + sql);
      assertEquals("42501", refused.getSQLState(), service + ": " + refused.getMessage());
    }
  }

  @Test
  void closesTheStudyStoreOfAVersionThatTrustedEveryUser() throws Exception {
    try (DataDirectory directory = DataDirectory.hold(temporary.resolve("data"), "test")) {
      EmbeddedPostgres.builder()
          .setOverrideWorkingDirectory(directory.studyStorePrograms().toFile())
          .setDataDirectory(directory.studyStore())
          .setCleanDataDirectory(false)
          .setServerConfig("unix_socket_directories", "")
          .start()
          .close();
      Files.createFile(directory.studyStore().resolve("echomotion-complete"));
      try (EmbeddedStudyStore store = EmbeddedStudyStore.start(directory)) {
        assertClosed(store);
      }
      try (EmbeddedStudyStore again = EmbeddedStudyStore.start(directory)) {
        assertEquals("1", ask(again, "select 1"));
      }
    }
  }

  private static void assertClosed(EmbeddedStudyStore store) {
    for (String password : List.of("", "wrong")) {
      SQLException refused =
          assertThrows(
              SQLException.class,
              () -> DriverManager.getConnection(store.jdbcUrl(), "postgres", password).close());
      assertTrue(List.of("28P01", "08004").contains(refused.getSQLState()), refused.getSQLState());
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
      assertEquals(List.of(), records(broker, "ef.computed"));
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
      assertEquals(List.of(), records(broker, "clip.ingested"));

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

  @Test
  void refusesADirectoryThatCannotBeMade() throws Exception {
    Path file = Files.writeString(temporary.resolve("file"), "");
    EchoMotionException refused =
        assertThrows(
            EchoMotionException.class, () -> DataDirectory.hold(file.resolve("data"), "test"));
    assertEquals(PlatformError.DATA_DIRECTORY_UNUSABLE, refused.code());
  }

  private static ProcessHandle postmaster(Path data) throws Exception {
    String pid = Files.readAllLines(data.resolve("postgresql/postmaster.pid")).get(0);
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static String ask(EmbeddedStudyStore store, String query) throws Exception {
    try (Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(query)) {
      answer.next();
      return answer.getString(1);
    }
  }

  private static List<String> records(EmbeddedBroker broker, String topic) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            broker.clientSettings(), new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      List<String> values = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(r -> values.add(r.value()));
      }
      return values;
    }
  }
}
