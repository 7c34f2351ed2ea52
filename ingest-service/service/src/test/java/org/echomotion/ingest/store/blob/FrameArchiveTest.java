package org.echomotion.ingest.store.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
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
      java.util.Arrays.fill(frame, 0, 100 * (i % 3), (byte) 0);
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
  void listsUnfinishedUploads() throws IOException {
    BlobStore blobs = new DirectoryBlobStore(folder);
    Path upload = blobs.newUpload();
    Files.write(upload, new byte[] {1});
    assertEquals(upload.getFileName().toString(), blobs.uploads().get(0).name());
    blobs.delete(upload.getFileName().toString());
    blobs.delete(UUID.randomUUID().toString());
    assertEquals(List.of(), blobs.uploads());
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
}
