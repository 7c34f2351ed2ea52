package org.echomotion.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.dicom.JpegWriter.Mark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The meaning of a JPEG stream's three components, for each marker and sampling. */
class JpegColoursTest {

  /** Luminance is the first component alone, or 0.299 red + 0.587 green + 0.114 blue. */
  private static final int[] LEVELS = {200, 100, 50};

  private static final int LUMINANCE = 200;

  /** (299 * 200 + 587 * 100 + 114 * 50 + 500) / 1000. */
  private static final int WEIGHED = 124;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "NONE, RGB, 0x11, false",
    "NONE, RGB, 0x21, true",
    "NONE, RGB, 0x22, true",
    "NONE, RGB, 0x12, true",
    "NONE, YBR_FULL_422, 0x11, true",
    "NONE, YBR_FULL_422, 0x21, true",
    "NONE, YBR_FULL, 0x22, true",
    "NONE, MONOCHROME2, 0x21, true",
    "JFIF, RGB, 0x11, true",
    "JFIF, RGB, 0x21, true",
    "JFIF, YBR_FULL_422, 0x11, true",
    "ADOBE_YCC, RGB, 0x11, true",
    "ADOBE_YCC, RGB, 0x22, true",
    "ADOBE_RGB, RGB, 0x11, false",
    "ADOBE_RGB, YBR_FULL_422, 0x11, false",
    "ADOBE_RGB, YBR_FULL, 0x21, false",
    "NAMED_RGB, YBR_FULL_422, 0x11, false",
    "NAMED_RGB, RGB, 0x11, false"
  })
  void goesByTheMarkThenByTheSamplingThenByTheFile(
      Mark mark, String stated, String sampling, boolean luminance) {
    byte[] picture = JpegWriter.flat(mark, Integer.decode(sampling), 8, LEVELS);
    assertEquals(luminance ? LUMINANCE : WEIGHED, level(stated, 3, 8, picture), 1);
  }

  @Test
  void takesAGrayStreamWhereThreeSamplesAreStated() {
    byte[] picture = JpegWriter.flat(Mark.JFIF, 0x11, 8, 77);
    for (String stated : List.of("YBR_FULL_422", "RGB", "MONOCHROME2")) {
      assertEquals(77, level(stated, 3, 8, picture), 1);
    }
  }

  @Test
  void readsExtendedJpegOf12Bits() {
    // No sample is black and the film is flat, so the window determines the tones.
    byte[] picture = JpegWriter.flat(Mark.NONE, 0x11, 12, 3_000);
    byte[] file =
        file("MONOCHROME2", 1, 16)
            .us(0x0028_0101, 12)
            .us(0x0028_0102, 11)
            .text(0x0028_1050, "DS", "2048")
            .text(0x0028_1051, "DS", "4096")
            .fragments(new int[0], List.of(picture, picture))
            .bytes();
    // 3000 * 255 / 4095 = 186.8.
    assertEquals(187, DicomFiles.decode(folder, file).frames().get(0)[0] & 0xff, 1);
    byte[] colour =
        file("YBR_FULL", 3, 8)
            .fragments(
                new int[0],
                List.of(
                    JpegWriter.flat(Mark.NONE, 0x11, 12, 3_200, 2_048, 2_048),
                    JpegWriter.flat(Mark.NONE, 0x11, 12, 3_200, 2_048, 2_048)))
            .bytes();
    assertEquals(200, DicomFiles.decode(folder, colour).frames().get(0)[0] & 0xff, 1);
  }

  @Test
  void refusesOtherProcessesByName() {
    for (int process : new int[] {0xc5, 0xc9, 0xcb}) {
      byte[] picture = JpegWriter.flat(Mark.NONE, 0x11, 8, 77);
      int frame = 2;
      while (!(picture[frame] == (byte) 0xff && picture[frame + 1] == (byte) 0xc0)) {
        frame++;
      }
      picture[frame + 1] = (byte) process;
      EchoMotionException refusal =
          assertThrows(EchoMotionException.class, () -> level("MONOCHROME2", 1, 8, picture));
      assertSame(IngestError.UNSUPPORTED, refusal.code());
      String name = process < 0xc9 ? "hierarchical JPEG" : "arithmetic-coded JPEG";
      assertTrue(refusal.getMessage().contains(name), refusal.getMessage());
    }
  }

  private int level(String stated, int samples, int bits, byte[] picture) {
    byte[] file =
        file(stated, samples, bits).fragments(new int[0], List.of(picture, picture)).bytes();
    return DicomFiles.decode(folder, file).frames().get(0)[37] & 0xff;
  }

  private static DicomWriter file(String stated, int samples, int bits) {
    return DicomWriter.file(DicomWriter.JPEG)
        .text(0x0018_1063, "DS", "20")
        .image(stated, samples, 2, 16, 16, bits);
  }
}
