package org.echomotion.activelearning.exchange.upload;

import static org.echomotion.activelearning.exchange.RoundTrip.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.echomotion.activelearning.exchange.ImportLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelArchiveTest {

  private static final ImportLimits FEW = new ImportLimits(1_000, 10, 10, 3, 2_500);

  private static byte[] zip(String... names) throws IOException {
    return zip(3, names);
  }

  private static byte[] zip(int bytes, String... names) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(new byte[name.endsWith("/") ? 0 : bytes]);
      }
    }
    return out.toByteArray();
  }

  private static List<String> read(InputStream in) throws IOException {
    List<String> files = new ArrayList<>();
    LabelArchive.read(in, FEW, (name, content) -> files.add(name + " " + content.length));
    return files;
  }

  @Test
  void readsTheFilesInOrder() throws IOException {
    assertEquals(
        List.of("labels/b.json 3", "a..xml 3"),
        read(new ByteArrayInputStream(zip("labels/", "labels/b.json", "a..xml"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../a", "a/../b", "a/..", "..", "/etc/a", "C:a", "c:/a", "a\\b", "a\nb", "\\a"})
  void refusesNamesThatLeadOut(String name) throws IOException {
    assertRefused(
        "the archive: a file's name leads out of the archive", zip(name), LabelArchiveTest::read);
  }

  @Test
  void refusesMoreThanTheLimits() throws IOException {
    assertRefused(
        "the archive: it holds more than 3 files", zip("a", "b", "c", "d"), LabelArchiveTest::read);
    // A megabyte of zeros is about a kilobyte in the archive.
    assertRefused(
        "the file: it has more than 1000 bytes", zip(1 << 20, "a"), LabelArchiveTest::read);
    assertRefused(
        "the archive: its files have more than 2500 bytes",
        zip(1_000, "a", "b", "c"),
        LabelArchiveTest::read);
  }

  @Test
  void refusesDamagedAndDoubledFiles() throws IOException {
    byte[] sound = zip(900, "a", "b");
    assertRefused(
        "the archive: it is damaged, or locked by a password",
        Arrays.copyOf(sound, 35),
        LabelArchiveTest::read);
    assertRefused(
        "the archive: it is not a ZIP file, or it is empty", "{}", LabelArchiveTest::read);
    String doubled = new String(sound, StandardCharsets.ISO_8859_1).replaceFirst("b", "a");
    assertRefused(
        "the archive: two of its files have the same name",
        doubled.getBytes(StandardCharsets.ISO_8859_1),
        LabelArchiveTest::read);
  }
}
