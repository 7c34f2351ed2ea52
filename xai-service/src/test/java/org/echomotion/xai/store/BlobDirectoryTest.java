package org.echomotion.xai.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.echomotion.xai.explain.Artefact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobDirectoryTest {

  private static final Artefact CURVE = new Artefact(Artefact.Kind.CURVE, new byte[] {1, 2, 3});

  @TempDir Path folder;

  private final UUID clip = UUID.randomUUID();
  private final BlobDirectory.Place one = new BlobDirectory.Place("north", clip, UUID.randomUUID());
  private final BlobDirectory.Place other =
      new BlobDirectory.Place("north", clip, UUID.randomUUID());

  @Test
  void keepsBytesUnderNamesOfItsOwn() throws Exception {
    BlobDirectory blobs = new BlobDirectory(folder);
    blobs.write(one, CURVE);
    Path file = blobs.file(one, Artefact.Kind.CURVE);
    assertArrayEquals(CURVE.bytes(), Files.readAllBytes(file));
    assertEquals(List.of("curve.png"), names(file.getParent()));
  }

  @Test
  void removesOneExplanationOrAllOfAClip() throws Exception {
    BlobDirectory blobs = new BlobDirectory(folder);
    blobs.write(one, CURVE);
    blobs.write(other, CURVE);
    blobs.remove(one);
    assertFalse(Files.exists(blobs.file(one, Artefact.Kind.CURVE)));
    assertTrue(Files.exists(blobs.file(other, Artefact.Kind.CURVE)));
    blobs.remove("north", clip);
    assertEquals(List.of(), names(folder));
    blobs.remove("north", clip);
  }

  @Test
  void findsWhatWasNotTouched() throws Exception {
    BlobDirectory blobs = new BlobDirectory(folder);
    blobs.write(one, CURVE);
    Files.createDirectories(folder.resolve("lost+found").resolve("something"));
    assertEquals(List.of(one), blobs.untouchedSince("north", Instant.now().plusSeconds(5)));
    assertEquals(List.of(), blobs.untouchedSince("north", Instant.now().minusSeconds(60)));
  }

  private static List<String> names(Path directory) throws Exception {
    try (Stream<Path> children = Files.list(directory)) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void adoptsTheExplanationsOfAVersionWithoutTenants() throws Exception {
    Path old = folder.resolve(clip.toString()).resolve(one.explanationId().toString());
    Files.createDirectories(old);
    Files.writeString(old.resolve(Artefact.Kind.CURVE.fileName()), "curve");
    BlobDirectory blobs = new BlobDirectory(folder);
    BlobDirectory.Place local = new BlobDirectory.Place("local", clip, one.explanationId());
    assertTrue(Files.exists(blobs.file(local, Artefact.Kind.CURVE)));
    assertEquals(List.of("local"), blobs.tenants());
  }
}
