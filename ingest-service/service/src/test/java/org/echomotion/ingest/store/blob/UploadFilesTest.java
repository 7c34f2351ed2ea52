package org.echomotion.ingest.store.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.echomotion.tenant.Actor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadFilesTest {

  private static final String SHA256 = "ab".repeat(32);
  private static final Actor EVE = new Actor("north", "eve");
  private static final UploadKey KEY = new UploadKey(EVE, "s", SHA256, 100);

  @TempDir Path folder;

  private UploadFiles files;

  @BeforeEach
  void open() {
    files = new UploadFiles(folder, 100);
  }

  private Path kept(UploadKey key, int bytes) throws IOException {
    Path file = files.create(key);
    Files.write(file, new byte[bytes]);
    files.keep(file);
    return file;
  }

  private static UploadKey of(Actor caller) {
    return new UploadKey(caller, "s", SHA256, 100);
  }

  @Test
  void nobodyElseFindsAKeptPart() throws IOException {
    Path file = kept(KEY, 40);
    assertFalse(file.toString().contains("eve") || file.toString().contains(SHA256));
    for (UploadKey other :
        List.of(
            of(new Actor("south", "eve")),
            of(new Actor("north", "ann")),
            new UploadKey(EVE, "t", SHA256, 100),
            new UploadKey(EVE, "s", "cd".repeat(32), 100),
            new UploadKey(EVE, "s", SHA256, 101))) {
      assertEquals(0, files.keptBytes(other), other.toString());
      assertEquals(Optional.empty(), files.take(other), other.toString());
    }
    assertEquals(40, files.keptBytes(KEY));
    assertEquals(Optional.of(file), files.take(KEY));
  }

  @Test
  void aPartIsUsedByOneUploadAtATime() throws IOException {
    Path shorter = kept(KEY, 10);
    Path longer = kept(KEY, 20);
    assertEquals(Optional.of(longer), files.take(KEY));
    assertEquals(Optional.of(shorter), files.take(KEY));
    assertEquals(Optional.empty(), files.take(KEY));
    files.keep(longer);
    assertEquals(20, files.keptBytes(KEY));
  }

  @Test
  void theOldestPartsOfATenantMakeRoom() throws IOException {
    Path oldest = kept(KEY, 60);
    Files.setLastModifiedTime(oldest, FileTime.from(Instant.now().minusSeconds(60)));
    Path ofOthers = kept(of(new Actor("south", "bob")), 90);
    Path newest = kept(of(new Actor("north", "ann")), 50);
    assertFalse(Files.exists(oldest));
    assertTrue(Files.exists(newest) && Files.exists(ofOthers));
    Path tooLarge = kept(KEY, 101);
    assertFalse(Files.exists(tooLarge));
  }

  @Test
  void partsOutliveTheServiceUntilTheyAreOld() throws IOException {
    Path inUse = files.create(KEY);
    Files.write(inUse, new byte[30]);
    Files.writeString(folder.resolve("upload.of-an-earlier-version.part"), "x");
    assertEquals(1, files.sweep(Instant.now().plusSeconds(60)));
    assertTrue(Files.exists(inUse));
    UploadFiles restarted = new UploadFiles(folder, 100);
    assertEquals(30, restarted.keptBytes(KEY));
    assertEquals(0, restarted.sweep(Instant.now().minusSeconds(60)));
    assertEquals(1, restarted.sweep(Instant.now().plusSeconds(60)));
    assertEquals(0, restarted.keptBytes(KEY));
  }

  @Test
  void nothingStaysOfAnEmptyUploadAndOfARemovedTenant() throws IOException {
    assertFalse(Files.exists(kept(KEY, 0)));
    Path part = kept(KEY, 7);
    Path ofOthers = kept(of(new Actor("south", "bob")), 7);
    files.deleteAll("north");
    assertFalse(Files.exists(part.resolveSibling("")));
    assertTrue(Files.exists(ofOthers));
  }
}
