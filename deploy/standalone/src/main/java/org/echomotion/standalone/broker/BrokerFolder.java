package org.echomotion.standalone.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.FileLogInputStream.FileChannelRecordBatch;
import org.apache.kafka.common.record.FileRecords;

/** Kafka's folder, for checks. Nothing here changes a file. */
public final class BrokerFolder {

  private BrokerFolder() {}

  /**
   * What was found in the log files.
   *
   * @param files number of log files
   * @param damaged log files with records that do not match their checksums, except at the end of a
   *     topic
   * @param unfinished newest log files of topics whose end is damaged: Kafka is writing there, or
   *     its next start cuts it off
   */
  public record Log(int files, List<Path> damaged, List<Path> unfinished) {}

  /** Returns whether the folder has an identity, without which its log cannot be used. */
  public static boolean isComplete(Path folder) {
    return Files.exists(folder.resolve(BrokerFormat.IDENTITY));
  }

  /** Reads all records and compares their checksums. */
  public static Log read(Path folder) throws IOException {
    int files = 0;
    List<Path> damaged = new ArrayList<>();
    List<Path> unfinished = new ArrayList<>();
    List<Path> topics;
    try (Stream<Path> content = Files.list(folder)) {
      topics = content.filter(Files::isDirectory).sorted().toList();
    }
    for (Path topic : topics) {
      List<Path> segments;
      try (Stream<Path> content = Files.list(topic)) {
        segments = content.filter(file -> file.toString().endsWith(".log")).sorted().toList();
      }
      for (Path segment : segments) {
        files++;
        if (!isWhole(segment)) {
          boolean newest = segment.equals(segments.get(segments.size() - 1));
          (newest ? unfinished : damaged).add(segment);
        }
      }
    }
    return new Log(files, damaged, unfinished);
  }

  private static boolean isWhole(Path segment) throws IOException {
    FileRecords records = FileRecords.open(segment.toFile(), false);
    try {
      long length = records.sizeInBytes();
      long read = 0;
      for (FileChannelRecordBatch batch : records.batches()) {
        batch.ensureValid();
        read += batch.sizeInBytes();
      }
      return read == length;
    } catch (KafkaException e) {
      return false;
    } finally {
      // Its close() would cut off what Kafka has written meanwhile.
      records.closeHandlers();
    }
  }
}
