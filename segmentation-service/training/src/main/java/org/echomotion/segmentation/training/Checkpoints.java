package org.echomotion.segmentation.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Checkpoints of a run, one directory per finished epoch. The file {@code latest} names the newest
 * and is replaced only after the directory is complete. Older ones are deleted.
 */
public final class Checkpoints {

  private final Path directory;

  public Checkpoints(Path directory) {
    this.directory = directory;
  }

  /** Finished epochs of the newest checkpoint, or empty if there is none. */
  public OptionalInt finishedEpochs() throws IOException {
    Path latest = directory.resolve("latest");
    return Files.exists(latest)
        ? OptionalInt.of(Integer.parseInt(Files.readString(latest).strip()))
        : OptionalInt.empty();
  }

  /** Reads the variables with {@code reader}, which gets the checkpoint prefix. */
  public void restore(Consumer<String> reader, int finishedEpochs) {
    reader.accept(prefix(finishedEpochs));
  }

  /** Writes the variables with {@code writer}, which gets the checkpoint prefix. */
  public void save(Consumer<String> writer, int finishedEpochs) throws IOException {
    OptionalInt previous = finishedEpochs();
    Files.createDirectories(epoch(finishedEpochs));
    writer.accept(prefix(finishedEpochs));
    Path next = Files.writeString(directory.resolve("latest.next"), finishedEpochs + "\n");
    Files.move(next, directory.resolve("latest"), StandardCopyOption.ATOMIC_MOVE);
    if (previous.isPresent() && previous.getAsInt() != finishedEpochs) {
      remove(epoch(previous.getAsInt()));
    }
  }

  private String prefix(int finishedEpochs) {
    return epoch(finishedEpochs).resolve("state").toString();
  }

  private Path epoch(int finishedEpochs) {
    return directory.resolve("epoch-%04d".formatted(finishedEpochs));
  }

  private static void remove(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
