package org.echomotion.segmentation.training.shards;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.echomotion.segmentation.dataset.ContentHash;
import org.echomotion.segmentation.dataset.LabelledFrame;
import org.echomotion.segmentation.dataset.PreparedDataset;

/**
 * The frames of a run on disk: {@code frames-00000.tfrecord.gz} and so on, {@value
 * #FRAMES_PER_SHARD} each, and {@code shards.json}, which is written last and says what they stand
 * for.
 */
public final class TrainingShards {

  static final int FRAMES_PER_SHARD = 512;

  private static final int FORMAT = 1;
  private static final String MANIFEST = "shards.json";

  /**
   * {@code shards.json}.
   *
   * @param format of the examples
   * @param preprocessing version of the preprocessing
   * @param sources SHA-256 of the content of each prepared directory
   * @param shards in the order of the frames
   */
  record Manifest(int format, String preprocessing, List<String> sources, List<Shard> shards) {}

  /** One file and the number of its frames. */
  record Shard(String file, int frames) {}

  private TrainingShards() {}

  /**
   * Reads the frames of {@code sources} through shards in {@code directory}, which are packed first
   * unless they already stand for the same content.
   *
   * @return as {@link PreparedDataset#read(List)}, bit for bit
   * @throws IOException as there; if a shard is damaged, with its name; or if shards cannot be
   *     written
   */
  public static PreparedDataset through(Path directory, List<Path> sources) throws IOException {
    List<String> hashes = new ArrayList<>();
    for (Path source : sources) {
      hashes.add(ContentHash.of(source));
    }
    Optional<Manifest> present = manifest(directory);
    if (present.isPresent()
        && present.get().format() == FORMAT
        && present.get().sources().equals(hashes)) {
      return read(directory, present.get());
    }
    return read(directory, pack(directory, PreparedDataset.read(sources), hashes));
  }

  private static Manifest pack(Path directory, PreparedDataset dataset, List<String> hashes)
      throws IOException {
    clear(directory);
    Files.createDirectories(directory);
    List<LabelledFrame> frames = dataset.frames();
    List<Shard> shards = new ArrayList<>();
    for (int start = 0; start < frames.size(); start += FRAMES_PER_SHARD) {
      int end = Math.min(frames.size(), start + FRAMES_PER_SHARD);
      Shard shard = new Shard("frames-%05d.tfrecord.gz".formatted(shards.size()), end - start);
      try (RecordWriter writer = new RecordWriter(directory.resolve(shard.file()))) {
        for (LabelledFrame frame : frames.subList(start, end)) {
          writer.write(FrameExample.of(frame));
        }
      }
      shards.add(shard);
    }
    Manifest manifest = new Manifest(FORMAT, dataset.preprocessing(), hashes, shards);
    Path next = directory.resolve(MANIFEST + ".next");
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(next.toFile(), manifest);
    Files.move(next, directory.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE);
    return manifest;
  }

  private static PreparedDataset read(Path directory, Manifest manifest) throws IOException {
    List<LabelledFrame> frames = new ArrayList<>();
    try (ShardReader reader = new ShardReader()) {
      for (Shard shard : manifest.shards()) {
        Path file = directory.resolve(shard.file());
        if (!Files.isRegularFile(file)) {
          throw new IOException(
              "%s is missing; delete %s, and it is packed again.".formatted(file, directory));
        }
        List<LabelledFrame> part = reader.read(file);
        if (part.size() != shard.frames()) {
          throw new IOException(
              "%s holds %d frames instead of %d; delete its directory, and it is packed again."
                  .formatted(file, part.size(), shard.frames()));
        }
        frames.addAll(part);
      }
    }
    return new PreparedDataset(frames, manifest.preprocessing());
  }

  private static Optional<Manifest> manifest(Path directory) throws IOException {
    Path file = directory.resolve(MANIFEST);
    return Files.exists(file)
        ? Optional.of(new ObjectMapper().readValue(file.toFile(), Manifest.class))
        : Optional.empty();
  }

  /** The manifest first: without it the shards stand for nothing. */
  private static void clear(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(MANIFEST));
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path shard :
            files.filter(f -> f.getFileName().toString().endsWith(".tfrecord.gz")).toList()) {
          Files.delete(shard);
        }
      }
    }
  }
}
