package org.echomotion.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.echomotion.error.EchoMotionException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each refusal says what is wrong with the file. */
class RefusalsTest {

  private static final String UNCOMPRESSED_IN_FRAGMENTS = "1.2.840.10008.1.2.1.98";

  @TempDir Path folder;

  static Stream<Arguments> files() {
    return Stream.of(
        arguments(
            "it stores more bits than it allocates", gray().us(0x0028_0101, 12).blackPixels()),
        arguments(
            "its samples per pixel and its colours do not agree",
            gray().text(0x0028_0004, "CS", "RGB").blackPixels()),
        arguments(
            "it does not state its number of frames",
            gray().text(0x0028_0008, "IS", "").pixels(new byte[37])),
        arguments(
            "YBR_PARTIAL_420 colours",
            cine(DicomWriter.EXPLICIT, "YBR_PARTIAL_420", 3).blackPixels()),
        arguments("a frame's RLE header does not fit the frame", rle(rleHeader(3, 64, 70, 76))),
        arguments("a frame's RLE header points outside the frame", rle(rleHeader(1, 60_000))),
        arguments("a frame's RLE data ends before the frame is full", rle(rleHeader(1, 64))),
        arguments(
            "its fragments are not the size of its frames",
            cine(UNCOMPRESSED_IN_FRAGMENTS, "MONOCHROME2", 1)
                .fragments(new int[0], List.of(new byte[20], new byte[12]))),
        arguments(
            "its pixel data holds something other than fragments",
            cine(DicomWriter.RLE, "MONOCHROME2", 1)
                .header(0x7FE0_0010, "OB", 0xffffffffL)
                .header(0xFFFE_E000, "", 0)
                .header(0x0040_0555, "", 8)
                .raw(new byte[8])),
        arguments(
            "a frame's JPEG data is not of the stated size",
            jpeg(DicomWriter.JPEG, JpegWriter.flat(JpegWriter.Mark.NONE, 0x11, 8, 90))),
        arguments(
            "a frame's JPEG data is damaged",
            jpeg(
                DicomWriter.JPEG,
                Arrays.copyOf(JpegWriter.flat(JpegWriter.Mark.NONE, 0x11, 8, 90), 40))),
        arguments(
            "a frame's JPEG 2000 data is damaged",
            jpeg(
                DicomWriter.JPEG_2000,
                new byte[] {(byte) 0xff, 0x4f, (byte) 0xff, 0x51, 0, 0, 0, 0, 0, 0, 0, 0})),
        arguments(
            "its palettes are of different sizes",
            palette(new int[] {4, 0, 8}, new int[] {2, 0, 8})),
        arguments(
            "its palette has neither 8 nor 16 bits",
            palette(new int[] {4, 0, 5}, new int[] {4, 0, 5})),
        arguments(
            "its palette is shorter than stated",
            palette(new int[] {200, 0, 8}, new int[] {200, 0, 8})),
        arguments(
            "its sequences have too many items",
            gray()
                .sequence(
                    0x0018_6011,
                    false,
                    Collections.nCopies(21_000, gray().item()).toArray(DicomWriter[]::new))
                .blackPixels()));
  }

  @ParameterizedTest
  @MethodSource("files")
  void saysWhatIsWrong(String expected, DicomWriter file) {
    EchoMotionException refused =
        assertThrows(EchoMotionException.class, () -> DicomFiles.decode(folder, file.bytes()));
    assertTrue(refused.getMessage().contains(expected), refused.getMessage());
  }

  private static DicomWriter gray() {
    return cine(DicomWriter.EXPLICIT, "MONOCHROME2", 1);
  }

  private static DicomWriter cine(String syntax, String photometric, int samples) {
    return DicomWriter.file(syntax)
        .text(0x0018_1063, "DS", "20")
        .image(photometric, samples, 2, 4, 4, 8);
  }

  private static DicomWriter rle(byte[] frame) {
    return cine(DicomWriter.RLE, "MONOCHROME2", 1).fragments(new int[0], List.of(frame, frame));
  }

  /** A header of RLE segments (PS3.5, annex G.5), and nothing behind it. */
  private static byte[] rleHeader(int segments, int... offsets) {
    var header = DicomWriter.little(64);
    header.putInt(segments);
    Arrays.stream(offsets).forEach(header::putInt);
    return header.array();
  }

  private static DicomWriter jpeg(String syntax, byte[] frame) {
    return cine(syntax, "MONOCHROME2", 1).fragments(new int[0], List.of(frame, frame));
  }

  private static DicomWriter palette(int[] red, int[] others) {
    return cine(DicomWriter.EXPLICIT, "PALETTE COLOR", 1)
        .us(0x0028_1101, red)
        .us(0x0028_1102, others)
        .us(0x0028_1103, others)
        .element(0x0028_1201, "OW", new byte[4])
        .element(0x0028_1202, "OW", new byte[4])
        .element(0x0028_1203, "OW", new byte[4])
        .blackPixels();
  }
}
