package org.echomotion.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.remark.Remark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The actual number and layout of a file's frames, whatever the file states. */
class FrameCountTest {

  private static final int PIXELS = 16;

  @TempDir Path folder;

  @Test
  void countsFramesThatAreNotStated() {
    byte[] counted =
        DicomWriter.file(DicomWriter.EXPLICIT)
            .text(0x0018_1063, "DS", "20")
            .us(0x0028_0002, 1)
            .text(0x0028_0004, "CS", "MONOCHROME2")
            .us(0x0028_0010, 4)
            .us(0x0028_0011, 4)
            .us(0x0028_0100, 8)
            .pixels(frame(1), frame(2), frame(3))
            .bytes();
    Cine cine = DicomFiles.decode(folder, counted);
    assertLevels(cine, 1, 2, 3);
    assertSaid(cine, "The file does not state its number of frames; 3 were counted.");
  }

  @Test
  void readsAllFramesWhereFewerAreStated() {
    Cine plain = decode(gray(2).pixels(frame(1), frame(2), frame(3)));
    assertLevels(plain, 1, 2, 3);
    assertSaid(plain, "The file states 2 frame(s) and holds 3; all 3 are used.");
    Cine packed = decode(rle(2).fragments(new int[0], List.of(rle(1, 4), rle(2, 4), rle(3, 4))));
    assertLevels(packed, 1, 2, 3);
    assertSaid(packed, "The file states 2 frame(s) and holds 3; all 3 are used.");
    assertLevels(decode(gray(1).pixels(frame(1), frame(2))), 1, 2);
  }

  @Test
  void saysHowManyFramesAreMissing() {
    EchoMotionException refusal =
        assertThrows(EchoMotionException.class, () -> decode(gray(3).pixels(frame(1), frame(2))));
    assertSame(IngestError.UNREADABLE, refusal.code());
    assertEquals(
        "The file cannot be read as DICOM: its pixel data is shorter than its frames: it states 3"
            + " and holds 2 whole one(s). It may be cut short or damaged; export the cine again.",
        refusal.getMessage());
    assertThrows(
        EchoMotionException.class,
        () -> decode(rle(3).fragments(new int[0], List.of(rle(1, 4), rle(2, 4)))));
  }

  @Test
  void ignoresPaddingAndRefusesRowsThatAreLongerThanStated() {
    Cine padded = decode(gray(2).pixels(frame(1), frame(2), new byte[5]));
    assertLevels(padded, 1, 2);
    assertSaid(
        padded, "The pixel data is 5 bytes longer than its 2 frames; the excess is ignored.");
    // 2 frames of 4 rows of 5 columns.
    assertThrows(
        EchoMotionException.class, () -> decode(gray(2).pixels(frame(1), frame(2), new byte[8])));
    // Neither 2 frames nor any other number.
    assertThrows(
        EchoMotionException.class, () -> decode(gray(2).pixels(frame(1), frame(2), new byte[20])));
  }

  @Test
  void readsFullChrominanceThatIsStatedHalvedAndTheOtherWayRound() {
    byte[] full = new byte[3 * PIXELS];
    byte[] halved = new byte[2 * PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      full[3 * i] = (byte) i;
      halved[i / 2 * 4 + i % 2] = (byte) i;
    }
    for (String stated : List.of("YBR_FULL", "YBR_FULL_422")) {
      for (byte[] stored : List.of(full, halved)) {
        Cine cine =
            decode(
                DicomWriter.file(DicomWriter.EXPLICIT)
                    .text(0x0018_1063, "DS", "20")
                    .image(stated, 3, 2, 4, 4, 8)
                    .pixels(stored, stored));
        assertEquals(2, cine.frames().size());
        for (int i = 0; i < PIXELS; i++) {
          assertEquals(i, cine.frames().get(0)[i]);
        }
        boolean asStated = stated.equals("YBR_FULL") == (stored.length == full.length);
        assertEquals(asStated ? 0 : 1, cine.remarks().size());
      }
    }
  }

  @Test
  void joinsTheFragmentsOfRleFramesWithoutAndWithAWrongTable() {
    byte[] first = rle(1, 4);
    byte[] second = rle(2, 4);
    List<byte[]> pieces =
        List.of(
            Arrays.copyOf(first, 66),
            Arrays.copyOfRange(first, 66, first.length),
            Arrays.copyOf(second, 66),
            Arrays.copyOfRange(second, 66, second.length));
    for (int[] table : new int[][] {{}, {0, 4}, {0, 0}, {0, 8, 16}}) {
      assertLevels(decode(rle(2).fragments(table, pieces)), 1, 2);
    }
  }

  @Test
  void readsFragmentsWithoutTheDelimiterBehindThem() {
    byte[] whole = rle(2).fragments(new int[0], List.of(rle(1, 4), rle(2, 4))).bytes();
    assertLevels(DicomFiles.decode(folder, Arrays.copyOf(whole, whole.length - 8)), 1, 2);
    byte[] zero = whole.clone();
    Arrays.fill(zero, whole.length - 8, whole.length, (byte) 0);
    assertLevels(DicomFiles.decode(folder, zero), 1, 2);
  }

  @Test
  void readsUncompressedFramesInFragments() {
    String encapsulated = "1.2.840.10008.1.2.1.98";
    List<byte[]> each = List.of(frame(1), frame(2));
    byte[] all = new byte[2 * PIXELS];
    Arrays.fill(all, PIXELS, 2 * PIXELS, (byte) 2);
    Arrays.fill(all, 0, PIXELS, (byte) 1);
    for (List<byte[]> fragments : List.of(each, List.of(all))) {
      assertLevels(
          decode(DicomWriter.gray(encapsulated, 2, 4, 4).fragments(new int[0], fragments)), 1, 2);
    }
  }

  @Test
  void goesByTheStreamWhereTheTransferSyntaxMisstatesThePacking() {
    List<byte[]> frames = List.of(rle(1, 4), rle(2, 4));
    for (String stated : List.of(DicomWriter.EXPLICIT, DicomWriter.JPEG, DicomWriter.JPEG_2000)) {
      assertLevels(decode(DicomWriter.gray(stated, 2, 4, 4).fragments(new int[0], frames)), 1, 2);
    }
    assertLevels(decode(rle(2).pixels(frame(1), frame(2))), 1, 2);
  }

  private static DicomWriter gray(int frames) {
    return DicomWriter.gray(DicomWriter.EXPLICIT, frames, 4, 4);
  }

  private static DicomWriter rle(int frames) {
    return DicomWriter.gray(DicomWriter.RLE, frames, 4, 4);
  }

  private static byte[] rle(int level, int side) {
    byte[] frame = new byte[side * side];
    Arrays.fill(frame, (byte) level);
    return RlePacker.pack(frame);
  }

  private static byte[] frame(int level) {
    byte[] frame = new byte[PIXELS];
    Arrays.fill(frame, (byte) level);
    return frame;
  }

  private Cine decode(DicomWriter file) {
    return DicomFiles.decode(folder, file.bytes());
  }

  private static void assertLevels(Cine cine, int... levels) {
    List<byte[]> expected = new ArrayList<>();
    Arrays.stream(levels).forEach(level -> expected.add(frame(level)));
    assertEquals(levels.length, cine.frames().size());
    for (int i = 0; i < levels.length; i++) {
      assertArrayEquals(expected.get(i), cine.frames().get(i));
    }
  }

  private static void assertSaid(Cine cine, String text) {
    assertEquals(List.of(text), cine.remarks().stream().map(Remark::text).toList());
  }
}
