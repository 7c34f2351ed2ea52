package org.echomotion.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.dicom.pixels.PaletteSegments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segmented palettes, with the numbers of their segments. */
class PaletteTest {

  @TempDir Path folder;

  @Test
  void expandsRunsRampsAndCopies() {
    // 2 discrete levels, a ramp of 4 to 110, then both segments again from byte 0.
    int[] segments = {0, 2, 10, 30, 1, 4, 110, 2, 2, 0, 0};
    int[] expected = {10, 30, 50, 70, 90, 110, 10, 30, 50, 70, 90, 110};
    assertArrayEquals(expected, new PaletteSegments(words(segments), 2, 12).expanded());
    // With 8-bit numbers, the offset has four bytes.
    byte[] bytes = {0, 2, 10, 30, 1, 4, 110, 2, 2, 0, 0, 0, 0};
    assertArrayEquals(expected, new PaletteSegments(bytes, 1, 12).expanded());
  }

  @Test
  void refusesDamagedSegments() {
    int[][] damaged = {
      {}, {0, 13}, {0, 200, 1}, {1, 4, 110}, {3, 1, 1}, {2, 1, 100, 0}, {2, 1, 0, 0}, {0, 1, 5, 0}
    };
    for (int[] segments : damaged) {
      PaletteSegments palette = new PaletteSegments(words(segments), 2, 12);
      EchoMotionException refusal = assertThrows(EchoMotionException.class, palette::expanded);
      assertSame(IngestError.UNREADABLE, refusal.code());
    }
  }

  @Test
  void looksSamplesUpInASegmentedPalette() {
    DicomWriter file =
        DicomWriter.file(DicomWriter.EXPLICIT)
            .text(0x0018_1063, "DS", "20")
            .image("PALETTE COLOR", 1, 2, 1, 4, 8);
    for (int channel = 0; channel < 3; channel++) {
      file.us(0x0028_1101 + channel, 256, 0, 16)
          .element(0x0028_1221 + channel, "OW", words(0, 1, 0, 1, 255, 65_280));
    }
    byte[] frame = {0, 100, (byte) 200, (byte) 255};
    byte[] shown = DicomFiles.decode(folder, file.pixels(frame, frame).bytes()).frames().get(0);
    for (int i = 0; i < frame.length; i++) {
      assertEquals(frame[i] & 0xff, shown[i] & 0xff, 1);
    }
  }

  private static byte[] words(int... numbers) {
    ByteBuffer words = DicomWriter.little(2 * numbers.length);
    for (int number : numbers) {
      words.putShort((short) number);
    }
    return words.array();
  }
}
