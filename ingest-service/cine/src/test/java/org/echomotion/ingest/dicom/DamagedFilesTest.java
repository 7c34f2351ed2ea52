package org.echomotion.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.ErrorCode;
import org.echomotion.ingest.IngestError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a file, it is refused by name, and nothing else happens. */
class DamagedFilesTest {

  /** Each takes milliseconds; a loaded machine gets time to spare. */
  private static final Duration NO_HANG = Duration.ofSeconds(30);

  private static final int FLIPPED_FILES = 40;

  @TempDir Path folder;

  static List<Path> files() {
    return List.of(DicomFiles.A4C, DicomFiles.RGB, DicomFiles.PALETTE, DicomFiles.JPEG_2000);
  }

  @ParameterizedTest
  @MethodSource("files")
  void refusesAFileCutAtAnyKilobyte(Path whole) {
    byte[] bytes = DicomFiles.read(whole);
    for (int length = 0; length < bytes.length; length += 1024) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertTimeoutPreemptively(
          NO_HANG,
          () -> assertThrows(EchoMotionException.class, () -> DicomFiles.decode(folder, cut)),
          "cut at " + length);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsOrRefusesAFileWithFlippedBytes(Path whole) {
    byte[] bytes = DicomFiles.read(whole);
    Random random = new Random(7);
    for (int round = 0; round < FLIPPED_FILES; round++) {
      byte[] flipped = bytes.clone();
      // Half of the files are hit in the header, the others anywhere.
      int reach = round % 2 == 0 ? 4_000 : bytes.length - 132;
      for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
        flipped[132 + random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      Path file = DicomFiles.write(folder, flipped);
      assertTimeoutPreemptively(
          NO_HANG,
          () -> {
            try {
              // Of stills too, which decode() refuses before it looks at their pixels.
              DicomFiles.luminance(file);
              DicomFiles.decode(file);
            } catch (EchoMotionException refused) {
              // Refusing is as good as reading.
            }
          },
          "round " + round);
    }
  }

  @Test
  void refusesSizesThatNoCineHas() {
    assertRefused(
        IngestError.TOO_LARGE,
        DicomWriter.gray(DicomWriter.EXPLICIT, 2, 65_535, 65_535).pixels(new byte[16]));
    assertRefused(
        IngestError.TOO_LARGE,
        DicomWriter.gray(DicomWriter.EXPLICIT, 2, 4_320, 7_680).pixels(new byte[16]));
    for (String frames : List.of("2147483648", "2001", "1e30")) {
      assertRefused(
          IngestError.TOO_LARGE,
          DicomWriter.gray(DicomWriter.EXPLICIT, 2, 4, 4)
              .text(0x0028_0008, "IS", frames)
              .pixels(new byte[64]));
    }
    for (String frames : List.of("0", "-3", "2.5", "many", "NaN")) {
      assertRefused(
          IngestError.UNREADABLE,
          DicomWriter.gray(DicomWriter.EXPLICIT, 2, 4, 4)
              .text(0x0028_0008, "IS", frames)
              .pixels(new byte[64]));
    }
    assertRefused(
        IngestError.UNREADABLE,
        DicomWriter.gray(DicomWriter.EXPLICIT, 2, 0, 4).pixels(new byte[64]));
  }

  @Test
  void refusesFewerPixelsThanStated() {
    assertRefused(
        IngestError.UNREADABLE,
        DicomWriter.gray(DicomWriter.EXPLICIT, 3, 4, 4).pixels(new byte[47]));
  }

  @Test
  void refusesFragmentsThatReachBeyondTheFileOrMakeUpOtherFrames() {
    byte[] frame = RlePacker.pack(new byte[16]);
    assertRefused(
        IngestError.UNREADABLE,
        DicomWriter.gray(DicomWriter.RLE, 2, 4, 4)
            .header(0x7FE0_0010, "OB", 0xffffffffL)
            .header(0xFFFE_E000, "", 0)
            .header(0xFFFE_E000, "", 0x7fffffff));
    assertRefused(
        IngestError.UNREADABLE,
        DicomWriter.gray(DicomWriter.RLE, 3, 4, 4).fragments(new int[0], List.of(frame, frame)));
    assertRefused(
        IngestError.UNREADABLE,
        DicomWriter.gray(DicomWriter.RLE, 2, 4, 4)
            .fragments(new int[0], List.of(frame, Arrays.copyOf(frame, 65))));
    assertRefused(
        IngestError.UNREADABLE,
        DicomWriter.gray(DicomWriter.RLE, 2, 4, 4)
            .fragments(new int[0], List.of(new byte[1 << 20], frame)));
  }

  @Test
  void refusesSequencesNestedWithoutEnd() {
    DicomWriter file = DicomWriter.gray(DicomWriter.EXPLICIT, 2, 4, 4);
    for (int depth = 0; depth < 100_000; depth++) {
      file.header(0x0040_0555, "SQ", 0xffffffffL).header(0xFFFE_E000, "", 0xffffffffL);
    }
    assertRefused(IngestError.UNREADABLE, file);
  }

  @Test
  void refusesAValueThatIsLongerThanItsFile() {
    assertRefused(
        IngestError.UNREADABLE,
        DicomWriter.gray(DicomWriter.EXPLICIT, 2, 4, 4).header(0x0009_0010, "OB", 0xfffffff0L));
    assertRefused(
        IngestError.UNREADABLE,
        DicomWriter.gray(DicomWriter.EXPLICIT, 2, 4, 4).header(0x0018_1065, "DS", 50_000));
  }

  @Test
  void refusesWhatItDoesNotRead() {
    assertRefused(IngestError.UNSUPPORTED, DicomWriter.file("1.2.840.10008.1.2.4.110"));
    assertRefused(IngestError.UNSUPPORTED, DicomWriter.file("1.2.840.10008.1.2.4.94"));
    assertRefused(IngestError.UNSUPPORTED, DicomWriter.file("1.2.3"));
    assertRefused(
        IngestError.UNSUPPORTED,
        DicomWriter.file(DicomWriter.EXPLICIT)
            .text(0x0018_1063, "DS", "20")
            .image("HSV", 3, 2, 4, 4, 8)
            .pixels(new byte[96]));
    assertRefused(
        IngestError.UNSUPPORTED,
        DicomWriter.gray(DicomWriter.EXPLICIT, 2, 4, 4).us(0x0028_0100, 32).pixels(new byte[128]));
    assertRefused(
        IngestError.UNREADABLE,
        DicomWriter.file(DicomWriter.EXPLICIT)
            .text(0x0018_1063, "DS", "20")
            .image("PALETTE COLOR", 1, 2, 4, 4, 8)
            .us(0x0028_1101, 256, 0, 16)
            .us(0x0028_1102, 256, 0, 16)
            .us(0x0028_1103, 256, 0, 16)
            .element(0x0028_1221, "OW", new byte[8])
            .pixels(new byte[32]));
  }

  @Test
  void refusesAFileThatIsNotDicomAfterAll() {
    byte[] mark = new byte[132];
    Arrays.fill(mark, (byte) 'x');
    EchoMotionException refusal =
        assertThrows(EchoMotionException.class, () -> DicomFiles.decode(folder, mark));
    assertSame(IngestError.UNREADABLE, refusal.code());
    assertRefused(IngestError.UNREADABLE, DicomWriter.gray(DicomWriter.EXPLICIT, 2, 4, 4));
  }

  private void assertRefused(ErrorCode expected, DicomWriter file) {
    Path path = DicomFiles.write(folder, file.bytes());
    EchoMotionException refusal =
        assertTimeoutPreemptively(
            NO_HANG,
            () -> {
              try {
                DicomFiles.decode(path);
              } catch (EchoMotionException e) {
                return e;
              }
              return fail("read instead of refused");
            });
    assertSame(expected, refusal.code(), refusal.getMessage());
  }
}
