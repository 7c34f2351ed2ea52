package org.echomotion.standalone.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.PlatformError;
import org.echomotion.standalone.directory.DataDirectory;

/** Makes the folder of Kafka's log on first use. Existing data is never deleted. */
final class BrokerFormat {

  /** The file that makes a folder Kafka's. */
  static final String IDENTITY = "meta.properties";

  /** Version 0.1.0 deletes a folder without this file. */
  private static final String MARK = "echomotion-complete";

  private BrokerFormat() {}

  /**
   * Formats the folder, unless it is Kafka's already.
   *
   * @throws EchoMotionException BROKER_INCOMPLETE if it holds a log without its identity
   */
  static void onFirstUse(Path data, Properties settings) throws IOException {
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
}
