package org.echomotion.ingest.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.CineRecipe;
import org.echomotion.ingest.decode.TestVideo.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose headers state more work than a cine needs. */
class HostileVideoTest {

  @TempDir Path folder;

  private byte[] cine() throws Exception {
    return Files.readAllBytes(
        TestVideo.write(folder.resolve("cine.mp4"), Encoding.MPEG4_MP4, 20, 32, 48, 25));
  }

  private String refusal(byte[] bytes) throws Exception {
    Path file = Files.write(folder.resolve("hostile"), bytes);
    // Also refused while it arrives, as no cine so far.
    assertTrue(CineRecipe.STANDARD.decodeArrived(file).isEmpty());
    return assertThrows(EchoMotionException.class, () -> CineRecipe.STANDARD.decode(file))
        .getMessage();
  }

  @Test
  void aFewEditsAreRead() throws Exception {
    Path file = Files.write(folder.resolve("edited"), Boxes.withEdits(cine(), 1));
    assertEquals(20, CineRecipe.STANDARD.decode(file).frames().size());
  }

  @Test
  void manyEditsAreRefusedBeforeTheyAreRead() throws Exception {
    String refusal = refusal(Boxes.withEdits(cine(), 200_000));
    assertTrue(refusal.contains("it states 200000 edits, and at most 1000 are read"), refusal);
  }

  @Test
  void manyEmptyBoxesAreRefused() throws Exception {
    String refusal = refusal(boxes("free", 8, 500_000));
    assertTrue(refusal.contains("it has too many parts"), refusal);
  }

  @Test
  void deeplyNestedBoxesAreNotFollowed() throws Exception {
    ByteBuffer nested = ByteBuffer.allocate(8 * 80_000);
    while (nested.hasRemaining()) {
      nested.putInt(nested.remaining()).put("moov".getBytes(StandardCharsets.ISO_8859_1));
    }
    String refusal = refusal(nested.array());
    assertTrue(refusal.contains("cannot be read as MP4"), refusal);
  }

  @Test
  void manyPartsOfAnAviAreRefused() throws Exception {
    byte[] first = "RIFF\4\0\0\0AVI ".getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer parts = ByteBuffer.allocate(first.length * 200_000);
    while (parts.hasRemaining()) {
      parts.put(first);
    }
    String refusal = refusal(parts.array());
    assertTrue(refusal.contains("it has too many parts"), refusal);
  }

  @Test
  void aCineTakesMoreMemoryIfItHasMoreFramesThanStated() {
    List<Long> taken = new ArrayList<>();
    FrameCollector frames =
        new FrameCollector(DecodeLimits.DEFAULT.withMemory(taken::add), 4, 5, 2);
    assertEquals(List.of(40L), taken);
    for (int i = 0; i < 4; i++) {
      frames.add(new byte[20]);
    }
    assertEquals(List.of(40L, DecodeLimits.DEFAULT.maxPixels()), taken);
  }

  private static byte[] boxes(String type, int size, int count) {
    ByteBuffer boxes = ByteBuffer.allocate(size * count);
    for (int i = 0; i < count; i++) {
      boxes.position(size * i).putInt(size).put(type.getBytes(StandardCharsets.ISO_8859_1));
    }
    return boxes.array();
  }
}
