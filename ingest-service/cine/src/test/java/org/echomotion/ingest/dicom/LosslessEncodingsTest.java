package org.echomotion.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lossless encodings return every sample unchanged. */
class LosslessEncodingsTest {

  private static final String JPEG_LOSSLESS = "1.2.840.10008.1.2.4.57";
  private static final String JPEG_LS = "1.2.840.10008.1.2.4.80";
  private static final String HTJ2K = "1.2.840.10008.1.2.4.201";

  /** {@link #pattern} of three components by CharLS 2.4: sample interleave, lossless. */
  private static final String JPEG_LS_COLOUR =
      "/9j/9wARCAAIABADAREAAhEAAxEA/9oADAMBAAIAAwAAAgAAAAQcGCV/+AAADDAAAA9QAIBsMk5iXlpuAAAC"
          + "yGp+enYlEYhFYpHoxCUWhy6ub69vMr1GRkYAACAAA5kUYmKyYkGxIRERAnkCeUFEuEBmIFUAAAFXBYAE+oyM"
          + "isEVcisi5uXLFipLVJZITSkqLypRVKMNqacIyMioK51ddddIvSLIvz5554j/Ec7GQO1LCMioyPdc5YYYYfcv"
          + "5KQSpoXtEfZJpPiqCdSMjIzNVVZV9s+vyDu4YZZIeSKcEc9aCGnJlIqMjTTe6KNX/X8mcK3EXyPR6FJJSkjp"
          + "GRkakvdPbx9IluMa0g8QzQinLx8QS0ZEEkD/2Q==";

  /** The same with errors of up to 2 levels. */
  private static final String JPEG_LS_NEAR =
      "/9j/9wARCAAIABADAREAAhEAAxEA/9oADAMBAAIAAwACAgAAQgIv/2AAAAtAAAANwAgoo44VpIAyTSSSyyzT"
          + "RJos0eeeJPE3773gEBlETiXOOc5jiWEjEXnEmIgAAQQA/fe6r6OqAEspBCvq+4i8p5X0IkhFcOc3qne7u73f"
          + "fe7u/z5QoLIw5rv1izqygDx7X3sezvd/9EEU5zlqpN1OtdUURE+nyXyyB6CFNc6bbNZ3Pcz26nfad33mnOdp"
          + "3PY61HO27ukvlMWRHyBc/9k=";

  /** The first component by CharLS 2.4. */
  private static final String JPEG_LS_GRAY =
      "/9j/9wALCAAIABABAREA/9oACAEBAAAAAAAADysAAAGGDYKn4pGY9CcOS3PQAAYAACFAAAHGxYWKZmAAABV+"
          + "kxAkthISKJcKAW4JkfPHibCAgNMEyO0NGiWWHCjaJl5YsSZgwTwe0SokSJFKiZLlSibrxBoESOflIP/Z";

  /** The first component by OpenJPH 0.26, reversible. */
  private static final String HTJ2K_GRAY =
      "/0//UQApQAAAAAAQAAAACAAAAAAAAAAAAAAAEAAAAAgAAAAAAAAAAAABBwEB/1AACAACAAAAAv9SAAwAAgAB"
          + "AAUEBEAB/1wAEyBIUFBQUFBQUFBQUFBQSEhI/2QAFwABT3BlbkpQSCBWZXIgMC4yNi4zLv+QAAoAAAAAAMEA"
          + "Af+TwCXpAId0AADAEoDgAQd0AMATQBNAEwDp+QCBdADu/gACNACU/gCBdADAFbAFXAFaCAhBO0J9CfwCAAOV"
          + "AEAiBwU8mABya5UAABXco+bt5JMEIAuVAMAuggFuQC2gQ4lFGDhlRRi4Mgv+ClCKUaJdXoKhmYSB4NABAhBj"
          + "mQDf+/7v+/73ew6/PEgfs/VJ/ZAJBYtPeTSMAlsAf/9fP/8//3mH/P8/v39/gJJVp4QgY6xCWgD/2Q==";

  /** Of the first component, 13 v - 1500 in 13 signed bits by OpenJPEG 2.5, reversible. */
  private static final String JPEG_2000_SIGNED =
      "/0//UQApAAAAAAAQAAAACAAAAAAAAAAAAAAAEAAAAAgAAAAAAAAAAAABjAEB/1IADAAAAAEAAAQEAAH/XAAE"
          + "QGj/ZAAlAAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjT/kAAKAAAAAAC5AAH/k8fzU4Azuhq1"
          + "HBG8rMiLGH8NdG2usdqUWX1a5PsIGv5L4ILUZVDNZVQ+VVk/wBEQhwZwY/8T3t+I8Y/J3KEJ6LaSwocoKbK6"
          + "WnAUJjwZzN11nqxguT2uPBTGb+zVzE8H9ol85ExFdfjqFJ9Zj3KLYyRLBwekTCxo0jR8tKOhvZxjPR/rtrRS"
          + "AFopyoNlTiVnvxCzhBW8eJ14zdtfpaghWHfA2Fjn0dMnzgbC3//Z";

  private static final int ROWS = 8;
  private static final int COLUMNS = 16;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void givesBackJpegLosslessOfEachPredictorAndDepth(int predictor) {
    for (int bits : new int[] {8, 12, 16}) {
      for (int restart : new int[] {0, 2}) {
        int[] samples = random(bits);
        byte[] picture = JpegLosslessWriter.picture(bits, predictor, restart, COLUMNS, samples);
        assertGray(JPEG_LOSSLESS, bits, samples, picture);
      }
    }
  }

  @Test
  void givesBackJpegLosslessColours() {
    int[][] samples = {random(8), random(8), random(8)};
    byte[] picture = JpegLosslessWriter.picture(8, 1, 0, COLUMNS, samples);
    byte[] frame = colour("RGB", JPEG_LOSSLESS, picture);
    for (int i = 0; i < frame.length; i++) {
      assertEquals(
          (299 * samples[0][i] + 587 * samples[1][i] + 114 * samples[2][i] + 500) / 1000,
          frame[i] & 0xff);
    }
  }

  @ParameterizedTest
  @CsvSource({"RGB", "YBR_FULL"})
  void givesBackJpegLsInterleavedBySample(String stated) {
    byte[] exact = colour(stated, JPEG_LS, bytes(JPEG_LS_COLOUR));
    byte[] near = colour(stated, JPEG_LS, bytes(JPEG_LS_NEAR));
    for (int i = 0; i < exact.length; i++) {
      int expected =
          stated.equals("RGB")
              ? (299 * pattern(0, i) + 587 * pattern(1, i) + 114 * pattern(2, i) + 500) / 1000
              : pattern(0, i);
      assertEquals(expected, exact[i] & 0xff, "pixel " + i);
      assertEquals(expected, near[i] & 0xff, 2);
    }
  }

  @Test
  void givesBackJpegLsAndHtj2kGray() {
    int[] samples = new int[ROWS * COLUMNS];
    Arrays.setAll(samples, i -> pattern(0, i));
    assertGray(JPEG_LS, 8, samples, bytes(JPEG_LS_GRAY));
    assertGray(HTJ2K, 8, samples, bytes(HTJ2K_GRAY));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void readsSignedJpeg2000WhicheverSignTheFileStates(int stated) {
    byte[] file =
        DicomWriter.file(DicomWriter.JPEG_2000)
            .text(0x0018_1063, "DS", "20")
            .image("MONOCHROME2", 1, 2, ROWS, COLUMNS, 16)
            .us(0x0028_0101, 13)
            .us(0x0028_0102, 12)
            .us(0x0028_0103, stated)
            .fragments(new int[0], List.of(bytes(JPEG_2000_SIGNED), bytes(JPEG_2000_SIGNED)))
            .bytes();
    byte[] frame = DicomFiles.decode(folder, file).frames().get(0);
    // From -1474 (black) to 1815 (white).
    for (int i = 0; i < frame.length; i++) {
      double level = (13 * pattern(0, i) - 1500 + 1474) * 255.0 / (1815 + 1474);
      assertEquals((int) Math.round(level), frame[i] & 0xff, "pixel " + i);
    }
  }

  @Test
  void refusesCutPicturesAndNamesWhatItDoesNotRead() {
    byte[] whole = JpegLosslessWriter.picture(8, 1, 0, COLUMNS, random(8));
    for (byte[] picture : List.of(whole, bytes(JPEG_LS_COLOUR))) {
      for (int length = 2; length < picture.length - 12; length++) {
        byte[] cut = Arrays.copyOf(picture, length);
        EchoMotionException refusal =
            assertThrows(
                EchoMotionException.class,
                () -> colour("RGB", JPEG_LOSSLESS, cut),
                "cut at " + length);
        assertSame(IngestError.UNREADABLE, refusal.code());
      }
    }
    byte[] jpegXl = {(byte) 0xff, 0x0a, 0, 0, 0, 0, 0, 0};
    EchoMotionException refusal =
        assertThrows(EchoMotionException.class, () -> colour("RGB", JPEG_LS, jpegXl));
    assertEquals(
        "EchoMotion cannot read DICOM with JPEG XL compression. It reads uncompressed files (also"
            + " big endian and deflated), RLE, JPEG, JPEG Lossless, JPEG-LS, JPEG 2000, HTJ2K,"
            + " MPEG-2, H.264 and HEVC. Export the file in another encoding.",
        refusal.getMessage());
  }

  private static int[] random(int bits) {
    Random random = new Random(bits);
    int[] samples = new int[ROWS * COLUMNS];
    Arrays.setAll(samples, i -> i % 3 == 0 ? 0 : random.nextInt(1 << bits));
    samples[5] = (1 << bits) - 1;
    return samples;
  }

  /** uint8 value of a component at a pixel: even on the left, steep on the right. */
  private static int pattern(int component, int pixel) {
    int x = pixel % COLUMNS;
    int y = pixel / COLUMNS;
    return x < 6 ? 40 + 20 * component : (x * x * 3 + y * 29 + component * 71 + x * y) & 255;
  }

  private void assertGray(String syntax, int bits, int[] samples, byte[] picture) {
    byte[] file =
        DicomWriter.file(syntax)
            .text(0x0018_1063, "DS", "20")
            .image("MONOCHROME2", 1, 2, ROWS, COLUMNS, bits > 8 ? 16 : 8)
            .us(0x0028_0101, bits)
            .us(0x0028_0102, bits - 1)
            .fragments(new int[0], List.of(picture, picture))
            .bytes();
    byte[] frame = DicomFiles.decode(folder, file).frames().get(1);
    for (int i = 0; i < samples.length; i++) {
      assertEquals(
          Math.round(samples[i] * 255.0 / ((1 << bits) - 1)), frame[i] & 0xff, "pixel " + i);
    }
  }

  private byte[] colour(String stated, String syntax, byte[] picture) {
    byte[] file =
        DicomWriter.file(syntax)
            .text(0x0018_1063, "DS", "20")
            .image(stated, 3, 2, ROWS, COLUMNS, 8)
            .fragments(new int[0], List.of(picture, picture))
            .bytes();
    return DicomFiles.decode(folder, file).frames().get(1);
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }
}
