package org.echomotion.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.remark.Remark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gray that is deeper than 8 bits, stored in more bits than needed, or signed. */
class DeepGrayTest {

  @TempDir Path folder;

  @Test
  void readsSamplesInTheUpperBits() {
    // 12 bits from bit 15 down; the lower 4 bits have another meaning.
    Cine cine = decode(file(16, 12, 15, 0), 0x000f, 0x3e8f, 0xfff0, 0x8000);
    // 1000 * 255 / 4095 = 62.3, 2048 * 255 / 4095 = 127.5.
    assertLevels(cine, 0, 62, 255, 128);
  }

  @Test
  void readsEightBitsInSixteen() {
    assertLevels(decode(file(16, 8, 7, 0), 0, 1, 200, 255), 0, 1, 200, 255);
    assertLevels(decode(file(16, 8, 15, 0), 0x00ff, 0x0100, 0xc800, 0xff00), 0, 1, 200, 255);
    assertEquals(List.of(), decode(file(16, 8, 7, 0), 0, 1, 200, 255).remarks());
  }

  @Test
  void showsTheBitsThatAreUsedWhereBlackIsAmongThem() {
    // 12 of 16 bits are used.
    Cine cine = decode(file(16, 16, 15, 0), 0, 1000, 4000, 2048);
    assertLevels(cine, 0, 62, 249, 128);
    assertSame(Remark.Property.GRAY_SCALE, cine.remarks().get(0).property());
    assertSame(Remark.Basis.DERIVED, cine.remarks().get(0).basis());
    assertEquals(
        "The file states no gray window; the stored values from 0 to 4095 are shown from black to"
            + " white.",
        cine.remarks().get(0).text());
  }

  @Test
  void stretchesBetweenLeastAndGreatestValueWhereBlackIsNotAmongThem() {
    // (x - 1000) * 255 / 500.
    assertLevels(decode(file(16, 16, 15, 0), 1000, 1100, 1500, 1250), 0, 51, 255, 128);
    // Signed: (x + 100) * 255 / 200.
    assertLevels(decode(file(16, 16, 15, 1), -100, 0, 100, 20), 0, 128, 255, 153);
    assertLevels(decode(file(16, 12, 11, 1), 0xf9c, 0, 100, 20), 0, 128, 255, 153);
  }

  @Test
  void looksAtAllFramesForTheRange() {
    DicomWriter file = file(16, 16, 15, 0);
    Cine cine =
        DicomFiles.decode(folder, file.pixels(words(0, 1, 2, 3), words(0, 0, 0, 4000)).bytes());
    assertArrayEquals(new byte[] {0, 0, 0, 0}, cine.frames().get(0));
  }

  @Test
  void waitsForTheWholeFilmWhereTheScaleDependsOnIt() {
    byte[] unscaled = file(16, 16, 15, 0).pixels(words(0, 1, 2, 3), words(0, 0, 0, 400)).bytes();
    byte[] windowed =
        file(16, 16, 15, 0)
            .text(0x0028_1050, "DS", "128")
            .text(0x0028_1051, "DS", "256")
            .pixels(words(0, 1, 2, 3), words(0, 0, 0, 400))
            .bytes();
    assertEquals(Optional.empty(), arrived(unscaled));
    assertEquals(2, arrived(windowed).orElseThrow().frames().size());
  }

  @Test
  void takesPartialLuminanceToTheFullRangeUnlessItGoesBelow() {
    byte[] partial = {16, 16, (byte) 128, (byte) 128, (byte) 235, 126, (byte) 128, (byte) 128};
    byte[] full = {0, 0, (byte) 128, (byte) 128, (byte) 235, 126, (byte) 128, (byte) 128};
    // (126 - 16) * 255 / 219 = 128.1.
    assertLevels(halved(partial), 0, 0, 255, 128);
    assertEquals(List.of(), halved(partial).remarks());
    assertLevels(halved(full), 0, 0, 235, 126);
    assertEquals(1, halved(full).remarks().size());
  }

  private Cine halved(byte[] frame) {
    return DicomFiles.decode(
        folder,
        DicomWriter.file(DicomWriter.EXPLICIT)
            .text(0x0018_1063, "DS", "20")
            .image("YBR_PARTIAL_422", 3, 2, 1, 4, 8)
            .pixels(frame, frame)
            .bytes());
  }

  private Optional<Cine> arrived(byte[] bytes) {
    return new DicomDecoder().decodeArrived(DicomFiles.write(folder, bytes), DecodeLimits.DEFAULT);
  }

  private static DicomWriter file(int allocated, int stored, int high, int signed) {
    return DicomWriter.file(DicomWriter.EXPLICIT)
        .text(0x0018_1063, "DS", "20")
        .image("MONOCHROME2", 1, 2, 1, 4, allocated)
        .us(0x0028_0101, stored)
        .us(0x0028_0102, high)
        .us(0x0028_0103, signed);
  }

  private Cine decode(DicomWriter file, int... samples) {
    return DicomFiles.decode(folder, file.pixels(words(samples), words(samples)).bytes());
  }

  private static byte[] words(int... samples) {
    ByteBuffer words = DicomWriter.little(2 * samples.length);
    for (int sample : samples) {
      words.putShort((short) sample);
    }
    return words.array();
  }

  private static void assertLevels(Cine cine, int... levels) {
    byte[] expected = new byte[levels.length];
    for (int i = 0; i < levels.length; i++) {
      expected[i] = (byte) levels[i];
    }
    assertArrayEquals(expected, cine.frames().get(0));
  }
}
