package org.echomotion.ingest.store.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameArchiveTest {

  @TempDir Path folder;

  @Test
  void readsAnyRangeBitForBit() throws IOException {
    Random random = new Random(1);
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      byte[] frame = new byte[30 * 20];
      random.nextBytes(frame);
      Arrays.fill(frame, 0, 100 * (i % 3), (byte) 0);
      frames.add(frame);
    }
    BlobStore blobs = new DirectoryBlobStore(folder);
    blobs.put("north/x.working", out -> FrameArchive.write(frames, 30, 20, out));
    for (int first = 0; first < 7; first++) {
      for (int count = 1; first + count <= 7; count++) {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (byte[] frame : frames.subList(first, first + count)) {
          expected.write(frame);
        }
        assertArrayEquals(
            expected.toByteArray(), FrameArchive.read(blobs, "north/x.working", first, count));
      }
    }
  }

  @Test
  void noFlippedBitGivesOtherFrames() throws IOException {
    List<byte[]> frames = frames(5);
    BlobStore blobs = new DirectoryBlobStore(folder);
    blobs.put("north/x.working", out -> FrameArchive.write(frames, 30, 20, out));
    Path blob = folder.resolve("north/x.working");
    byte[] whole = Files.readAllBytes(blob);
    byte[] expected = FrameArchive.read(blobs, "north/x.working", 0, 5);
    int noticed = 0;
    for (int bit = 0; bit < 8 * whole.length; bit += 7) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(blob, flipped);
      try {
        assertArrayEquals(expected, FrameArchive.read(blobs, "north/x.working", 0, 5));
      } catch (EchoMotionException e) {
        assertEquals(IngestError.DAMAGED_FRAMES, e.code());
        noticed++;
      }
    }
    assertEquals((8 * whole.length + 6) / 7, noticed, "every bit is covered");
  }

  @Test
  void damageOfOneFrameLeavesTheOthers() throws IOException {
    BlobStore blobs = new DirectoryBlobStore(folder);
    blobs.put("north/x.working", out -> FrameArchive.write(frames(5), 30, 20, out));
    Path blob = folder.resolve("north/x.working");
    byte[] bytes = Files.readAllBytes(blob);
    bytes[3] ^= 1;
    Files.write(blob, bytes);
    assertThrows(
        EchoMotionException.class, () -> FrameArchive.read(blobs, "north/x.working", 0, 1));
    assertArrayEquals(frames(5).get(4), FrameArchive.read(blobs, "north/x.working", 4, 1));
    assertThrows(EchoMotionException.class, () -> FrameArchive.verify(blobs, "north/x.working"));
  }

  @Test
  void aBlobThatIsCutShortIsDamaged() throws IOException {
    BlobStore blobs = new DirectoryBlobStore(folder);
    blobs.put("north/x.working", out -> FrameArchive.write(frames(2), 30, 20, out));
    Path blob = folder.resolve("north/x.working");
    byte[] bytes = Files.readAllBytes(blob);
    for (int length : new int[] {0, 1, 20, bytes.length / 2, bytes.length - 1}) {
      Files.write(blob, Arrays.copyOf(bytes, length));
      assertThrows(
          EchoMotionException.class, () -> FrameArchive.read(blobs, "north/x.working", 0, 1));
    }
  }

  @Test
  void readsBlobsOfVersionsWithoutChecksums() throws IOException {
    BlobStore blobs = new DirectoryBlobStore(folder);
    blobs.put("north/x.working", out -> FrameArchive.write(frames(3), 30, 20, out));
    Path blob = folder.resolve("north/x.working");
    byte[] bytes = Files.readAllBytes(blob);
    // The deflated frames, the starts, and the shape without the checksums.
    int starts = bytes.length - 8 - 12 - 3 * 4 - 4 * 8;
    ByteBuffer old = ByteBuffer.allocate(bytes.length - 8 - 3 * 4);
    old.put(bytes, 0, starts + 4 * 8).put(bytes, bytes.length - 8 - 12, 12);
    Files.write(blob, old.array());
    assertArrayEquals(frames(3).get(1), FrameArchive.read(blobs, "north/x.working", 1, 1));
    FrameArchive.verify(blobs, "north/x.working");
    old.put(starts + 7, (byte) 1);
    Files.write(blob, old.array());
    assertThrows(
        EchoMotionException.class, () -> FrameArchive.read(blobs, "north/x.working", 1, 1));
  }

  private static List<byte[]> frames(int count) {
    Random random = new Random(2);
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] frame = new byte[30 * 20];
      random.nextBytes(frame);
      Arrays.fill(frame, 100, 400, (byte) 7);
      frames.add(frame);
    }
    return frames;
  }

  @Test
  void leavesNothingOfABlobThatCannotBeWritten() {
    BlobStore blobs = new DirectoryBlobStore(folder);
    assertThrows(
        UncheckedIOException.class,
        () ->
            blobs.put(
                "north/x",
                out -> {
                  out.write(1);
                  throw new IOException("disk full");
                }));
    assertEquals(List.of(), blobs.list("north"));
    assertThrows(UncheckedIOException.class, () -> blobs.length("north/x"));
  }

  @Test
  void adoptsTheBlobsOfAVersionWithoutTenants() throws IOException {
    String blob = UUID.randomUUID() + ".working";
    Files.write(folder.resolve(blob), new byte[] {1, 2, 3});
    Files.writeString(folder.resolve("README.txt"), "not ours");
    BlobStore blobs = new DirectoryBlobStore(folder);
    assertArrayEquals(new byte[] {1, 2, 3}, blobs.read("local/" + blob, 0, 3));
    assertEquals(List.of("local"), blobs.folders());
    new DirectoryBlobStore(folder);
    assertEquals(3, blobs.length("local/" + blob));
  }

  @Test
  void framesAreCheckedWithoutAServiceAndWithoutChanges() throws IOException {
    List<byte[]> frames = frames(3);
    BlobStore blobs = new DirectoryBlobStore(folder);
    blobs.put("north/x.working", out -> FrameArchive.write(frames, 30, 20, out));
    Path blob = folder.resolve("north/x.working");
    byte[] whole = Files.readAllBytes(blob);
    assertTrue(FrameFile.isIntact(folder, "north/x.working"));
    assertFalse(FrameFile.isIntact(folder, "north/y.working"));
    byte[] damaged = whole.clone();
    damaged[10] ^= 1;
    Files.write(blob, damaged);
    assertFalse(FrameFile.isIntact(folder, "north/x.working"));
    Files.write(blob, Arrays.copyOf(whole, whole.length - 1));
    assertFalse(FrameFile.isIntact(folder, "north/x.working"));
    Files.write(blob, new byte[0]);
    assertFalse(FrameFile.isIntact(folder, "north/x.working"));
  }
}
