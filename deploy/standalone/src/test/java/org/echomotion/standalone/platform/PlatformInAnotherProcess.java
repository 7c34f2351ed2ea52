package org.echomotion.standalone.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.echomotion.standalone.broker.EmbeddedBroker;
import org.echomotion.standalone.database.EmbeddedStudyStore;
import org.echomotion.standalone.directory.DataDirectory;

/**
 * Brings up the study store and the broker in a data directory, stores one row and one record, says
 * so, and then waits to be killed.
 */
public final class PlatformInAnotherProcess {

  static final String READY = "stored";

  private PlatformInAnotherProcess() {}

  public static void main(String[] args) throws Exception {
    DataDirectory directory = DataDirectory.hold(Path.of(args[0]), "a test");
    EmbeddedStudyStore store = EmbeddedStudyStore.start(directory);
    EmbeddedBroker broker = EmbeddedBroker.start(directory);
    try (Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists kept (value text)");
      statement.execute("insert into kept values ('row')");
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            broker.clientSettings(), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("clip.ingested", "key", "record")).get();
    }
    System.out.println(READY);
    Thread.sleep(Long.MAX_VALUE);
  }

  /** Starts this class in a JVM of its own, and returns when it has stored. */
  public static Process start(Path data) throws IOException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-Dechomotion.programs="
                    + System.getProperty("echomotion.programs", data + "/postgresql-programs"),
                "-cp",
                System.getProperty("java.class.path"),
                PlatformInAnotherProcess.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.equals(READY)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("the platform in another process did not start");
    }
    return process;
  }

  /** Returns the PostgreSQL that uses a data directory. */
  public static ProcessHandle postmaster(Path data) throws Exception {
    String pid = Files.readAllLines(data.resolve("postgresql/postmaster.pid")).get(0);
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }
}
