package org.echomotion.ingest.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.ErrorCode;
import org.echomotion.ingest.CineRecipe;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.dicom.TimedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedCineTest {

  private static final CineDecoders DECODERS = CineRecipe.STANDARD.decoders();

  private static final byte[] NOTE = "a note".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  @Test
  void readsTheOnlyCineOfAZipFile() throws Exception {
    Cine cine =
        decode(
            zip(
                Map.of(
                    "study/clip.avi", avi(), "study/read me.txt", NOTE, "__MACOSX/._clip", avi())));
    assertSame(SourceFormat.AVI, cine.format());
    assertEquals(12, cine.frames().size());
    Cine dicom = decode(zip(Map.of("DICOMDIR", dicom(), "DICOM/0001", dicom())));
    assertSame(SourceFormat.DICOM, dicom.format());
  }

  /** As Windows writes names that are not English: neither UTF-8 nor marked as such. */
  @Test
  void readsAZipFileWithNamesInAnOldEncoding() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.ISO_8859_1)) {
      zip.putNextEntry(new ZipEntry("M\u00fcller/clip.avi"));
      zip.write(avi());
    }
    assertEquals(12, decode(bytes.toByteArray()).frames().size());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of(), files.filter(f -> f.getFileName().toString().startsWith(".")).toList());
    }
  }

  @Test
  void readsAGzipFile() throws Exception {
    assertEquals(12, decode(gzip(avi())).frames().size());
    assertSame(SourceFormat.DICOM, decode(gzip(dicom())).format());
  }

  @Test
  void refusesMoreThanOneCineAndNone() throws Exception {
    assertRefused(IngestError.ARCHIVE, "more than one", zip(Map.of("a", avi(), "b", dicom())));
    assertRefused(IngestError.ARCHIVE, "no cine", zip(Map.of("a.txt", NOTE)));
    assertRefused(IngestError.ARCHIVE, "no cine", gzip(NOTE));
    // An archive in an archive is not a cine.
    assertRefused(IngestError.ARCHIVE, "no cine", zip(Map.of("a.zip", zip(Map.of("a", avi())))));
  }

  @Test
  void refusesWhatUnpacksToMoreThanAFileMayHave() throws Exception {
    byte[] bomb = new byte[4 << 20];
    for (byte[] packed : List.of(zip(Map.of("a", bomb, "b", avi())), gzip(bomb))) {
      assertTrue(packed.length < 1 << 20);
      Path file = Files.write(folder.resolve("bomb"), packed);
      DecodeLimits limits = new DecodeLimits(100, 1 << 20, 1 << 24, 1 << 20, Duration.ofMinutes(1));
      EchoMotionException refusal =
          assertThrows(EchoMotionException.class, () -> DECODERS.decode(file, limits));
      assertSame(IngestError.TOO_LARGE, refusal.code());
    }
  }

  @Test
  void refusesTooManyFiles() throws Exception {
    Map<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < 1_001; i++) {
      files.put("note" + i, NOTE);
    }
    assertRefused(IngestError.ARCHIVE, "more than 1000", zip(files));
  }

  @Test
  void refusesADamagedArchive() throws Exception {
    byte[] zip = zip(Map.of("clip.avi", avi()));
    byte[] gzip = gzip(avi());
    for (int parts = 1; parts < 8; parts++) {
      byte[] cut = Arrays.copyOf(zip, zip.length * parts / 9);
      assertRefused(IngestError.ARCHIVE, "damaged", cut);
      assertRefused(IngestError.ARCHIVE, "damaged", Arrays.copyOf(gzip, gzip.length * parts / 9));
    }
    byte[] locked = zip.clone();
    locked[6] |= 1;
    assertRefused(IngestError.ARCHIVE, "password", locked);
  }

  @Test
  void waitsForAnArchiveThatIsStillArriving() throws Exception {
    Path file = Files.write(folder.resolve("zip"), zip(Map.of("a", avi())));
    assertEquals(Optional.empty(), DECODERS.decodeArrived(file, DecodeLimits.DEFAULT));
  }

  private byte[] avi() throws Exception {
    return Files.readAllBytes(
        FilmWriter.film("avi", "mjpeg", "yuvj420p").write(folder.resolve("film")));
  }

  private static byte[] dicom() {
    return TimedFile.fan(new double[] {0, 20, 20});
  }

  private static byte[] zip(Map<String, byte[]> files) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] file) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(file);
    }
    return bytes.toByteArray();
  }

  private Cine decode(byte[] bytes) throws Exception {
    return DECODERS.decode(Files.write(folder.resolve("packed"), bytes), DecodeLimits.DEFAULT);
  }

  private void assertRefused(ErrorCode code, String word, byte[] bytes) throws Exception {
    EchoMotionException refusal =
        assertThrows(EchoMotionException.class, () -> decode(bytes), word);
    assertSame(code, refusal.code());
    assertTrue(refusal.getMessage().contains(word), refusal.getMessage());
  }
}
