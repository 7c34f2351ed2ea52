package org.echomotion.segmentation.training.tracking;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The trackers' ids of a run, stored in {@code tracking.properties} beside its checkpoints, so that
 * a resumed run keeps them.
 */
final class RunIds {

  private final Path file;

  RunIds(Path runDirectory) {
    file = runDirectory.resolve("tracking.properties");
  }

  synchronized Optional<String> of(String tracker) throws IOException {
    return Optional.ofNullable(read().getProperty(tracker));
  }

  synchronized void put(String tracker, String id) throws IOException {
    Properties ids = read();
    ids.setProperty(tracker, id);
    try (Writer writer = Files.newBufferedWriter(file)) {
      ids.store(writer, null);
    }
  }

  private Properties read() throws IOException {
    Properties ids = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        ids.load(reader);
      }
    }
    return ids;
  }
}
