package org.echomotion.segmentation.training.shards;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.echomotion.segmentation.dataset.LabelledFrame;
import org.echomotion.segmentation.dataset.PreparedDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingShardsTest {

  private static final String HEADER =
      "subject,split,view,phase,image,mask,mm_per_px,quality,source,preprocessing\n";

  @TempDir Path directory;

  @Test
  void framesComeBackWithTheSameBitsFieldsAndOrder() throws IOException {
    Path full = prepare("full", 70, 3, "camus");
    Path partial = prepare("partial", 9, 1, "échonet");
    List<LabelledFrame> expected = PreparedDataset.read(List.of(full, partial)).frames();
    PreparedDataset read = TrainingShards.through(shards(), List.of(full, partial));
    assertEquals("v1", read.preprocessing());
    assertEquals(79, read.frames().size());
    for (int i = 0; i < expected.size(); i++) {
      LabelledFrame e = expected.get(i);
      LabelledFrame a = read.frames().get(i);
      assertArrayEquals(e.gray(), a.gray(), "frame " + i);
      assertArrayEquals(e.labels(), a.labels(), "labels " + i);
      assertEquals(
          List.of(e.subject(), e.split(), e.view(), e.phase(), e.source(), e.quality()),
          List.of(a.subject(), a.split(), a.view(), a.phase(), a.source(), a.quality()));
      assertEquals(e.allStructures(), a.allStructures());
      assertEquals(e.millimetresPerPixel(), a.millimetresPerPixel());
    }
    assertTrue(Double.isNaN(read.frames().get(0).millimetresPerPixel()));
    assertEquals(1.5090980000000001, read.frames().get(1).millimetresPerPixel());
    assertTrue(read.frames().get(0).allStructures());
    assertEquals("échonet", read.frames().get(78).source());
  }

  @Test
  void aShardHoldsNoMoreThanItsShare() throws IOException {
    Path data = prepare("data", TrainingShards.FRAMES_PER_SHARD + 1, 1, "phantom");
    assertEquals(
        TrainingShards.FRAMES_PER_SHARD + 1,
        TrainingShards.through(shards(), List.of(data)).frames().size());
    assertTrue(Files.exists(shards().resolve("frames-00001.tfrecord.gz")));
    assertTrue(Files.notExists(shards().resolve("frames-00002.tfrecord.gz")));
  }

  @Test
  void shardsArePackedAgainWhereTheSourceChangedAndOnlyThere() throws IOException {
    Path data = prepare("data", 3, 1, "phantom");
    TrainingShards.through(shards(), List.of(data));
    FileTime packed = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(shard(), packed);
    byte[] before = TrainingShards.through(shards(), List.of(data)).frames().get(2).gray();
    assertEquals(packed, Files.getLastModifiedTime(shard()));

    write(data.resolve("image2.png"), noise(99, 256));
    byte[] after = TrainingShards.through(shards(), List.of(data)).frames().get(2).gray();
    assertNotEquals(packed, Files.getLastModifiedTime(shard()));
    assertEquals(-1, Arrays.mismatch(noise(99, 256), after));
    assertNotEquals(-1, Arrays.mismatch(before, after));
  }

  @Test
  void aDamagedShardIsNamed() throws IOException {
    Path data = prepare("data", 5, 1, "phantom");
    TrainingShards.through(shards(), List.of(data));
    byte[] whole = Files.readAllBytes(shard());
    byte[] records;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(whole))) {
      records = in.readAllBytes();
    }

    records[2000] ^= 1;
    Files.write(shard(), compressed(records));
    assertNamed(data, "corrupted record");

    records[2000] ^= 1;
    Files.write(shard(), compressed(Arrays.copyOf(records, records.length - 30_000)));
    assertNamed(data, "frames-00000.tfrecord.gz");

    int record = records.length / 5;
    Files.write(shard(), compressed(Arrays.copyOf(records, 3 * record)));
    assertNamed(data, "3 frames instead of 5");

    whole[whole.length / 2] ^= 0x55;
    Files.write(shard(), whole);
    assertNamed(data, "is damaged");

    Files.delete(shard());
    assertNamed(data, "is missing");
  }

  private void assertNamed(Path data, String reason) {
    IOException e =
        assertThrows(IOException.class, () -> TrainingShards.through(shards(), List.of(data)));
    assertTrue(e.getMessage().startsWith(shard().toString()), e.getMessage());
    assertTrue(e.getMessage().contains(reason), e.getMessage());
    assertTrue(e.getMessage().contains("packed again"), e.getMessage());
  }

  private Path shards() {
    return directory.resolve("run/data");
  }

  private Path shard() {
    return shards().resolve("frames-00000.tfrecord.gz");
  }

  private static byte[] compressed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private Path prepare(String name, int frames, int labels, String source) throws IOException {
    Path data = Files.createDirectories(directory.resolve(name));
    StringBuilder index = new StringBuilder(HEADER);
    for (int i = 0; i < frames; i++) {
      write(data.resolve("image%d.png".formatted(i)), noise(i, 256));
      write(data.resolve("mask%d.png".formatted(i)), noise(-i, labels + 1));
      index.append(
          "p%d,%s,A4C,ED,image%d.png,mask%d.png,%s,%s,%s,v1\n"
              .formatted(
                  i,
                  i % 3 == 2 ? "valid" : "train",
                  i,
                  i,
                  i == 0 ? "" : "1.5090980000000001",
                  i % 2 == 0 ? "Good" : "",
                  source));
    }
    Files.writeString(data.resolve("index.csv"), index);
    return data;
  }

  private static byte[] noise(int seed, int levels) {
    Random random = new Random(seed);
    byte[] gray = new byte[112 * 112];
    for (int i = 0; i < gray.length; i++) {
      gray[i] = (byte) random.nextInt(levels);
    }
    return gray;
  }

  private static void write(Path file, byte[] gray) throws IOException {
    BufferedImage image = new BufferedImage(112, 112, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, 112, 112, gray);
    ImageIO.write(image, "png", file.toFile());
  }
}
