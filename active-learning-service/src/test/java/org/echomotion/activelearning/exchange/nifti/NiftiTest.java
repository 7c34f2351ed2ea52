package org.echomotion.activelearning.exchange.nifti;

import static org.echomotion.activelearning.exchange.RoundTrip.assertMasksKept;
import static org.echomotion.activelearning.exchange.RoundTrip.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.exchange.CavityMask;
import org.echomotion.activelearning.exchange.ClipFrame;
import org.echomotion.activelearning.exchange.FrameSize;
import org.echomotion.activelearning.exchange.ImportLimits;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.Ventricles;
import org.echomotion.ef.contour.Point;
import org.echomotion.error.EchoMotionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NiftiTest {

  private static final FrameSize SIZE = new FrameSize(4, 3);

  private static List<LabelledFrame> read(InputStream in) throws IOException {
    return NiftiReader.read(in, "clip", SIZE, "anna", ImportLimits.DEFAULT);
  }

  /** One frame, label 1 in columns 1 and 2 of rows 1 and 2, label 2 in the first pixel. */
  private static ByteBuffer volume(ByteOrder order, int type, int bytes) {
    ByteBuffer file = ByteBuffer.allocate(352 + 12 * bytes).order(order);
    file.putInt(0, 348);
    short[] dim = {3, 4, 3, 1, 1, 1, 1, 1};
    for (int i = 0; i < dim.length; i++) {
      file.putShort(40 + 2 * i, dim[i]);
    }
    file.putShort(70, (short) type);
    file.putFloat(108, 352);
    file.put(344, new byte[] {'n', '+', '1', 0});
    for (int pixel : new int[] {0, 5, 6, 9, 10}) {
      int label = pixel == 0 ? 2 : 1;
      int at = 352 + pixel * bytes;
      switch (type) {
        case 16 -> file.putFloat(at, label);
        case 64 -> file.putDouble(at, label);
        case 4, 512 -> file.putShort(at, (short) label);
        case 8, 768 -> file.putInt(at, label);
        case 1024, 1280 -> file.putLong(at, label);
        default -> file.put(at, (byte) label);
      }
    }
    return file;
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("org.echomotion.activelearning.exchange.Ventricles#sizes")
  void keepsMasks(FrameSize size) throws IOException {
    List<LabelledFrame> labels = Ventricles.of(size, "bo");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NiftiWriter.write(labels, 20, out);
    assertEquals(352 + 20 * size.pixels(), out.size());
    String clip = labels.get(0).frame().clip();
    for (byte[] file : List.of(out.toByteArray(), packed(out.toByteArray()))) {
      assertMasksKept(
          labels,
          NiftiReader.read(new ByteArrayInputStream(file), clip, size, "bo", ImportLimits.DEFAULT),
          1);
    }
  }

  @ParameterizedTest
  @CsvSource({"2,1", "256,1", "4,2", "512,2", "8,4", "768,4", "1024,8", "1280,8", "16,4", "64,8"})
  void readsEachTypeInBothByteOrders(int type, int bytes) throws IOException {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      byte[] file = volume(order, type, bytes).array();
      LabelledFrame label = read(new ByteArrayInputStream(file)).get(0);
      assertEquals(new ClipFrame("clip", 0, SIZE), label.frame());
      boolean[] expected = new boolean[12];
      for (int pixel : new int[] {5, 6, 9, 10}) {
        expected[pixel] = true;
      }
      assertArrayEquals(expected, CavityMask.of(label).inside());
    }
  }

  @Test
  void skipsAnExtension() throws IOException {
    byte[] plain = volume(ByteOrder.LITTLE_ENDIAN, 2, 1).putFloat(108, 368).array();
    byte[] extended = new byte[plain.length + 16];
    System.arraycopy(plain, 0, extended, 0, 352);
    System.arraycopy(plain, 352, extended, 368, 12);
    assertEquals(1, read(new ByteArrayInputStream(extended)).size());
  }

  private static ByteBuffer small() {
    return volume(ByteOrder.LITTLE_ENDIAN, 2, 1);
  }

  @Test
  void refusesDamagedHeaders() {
    refused("it is not a NIfTI-1 file with header and samples in one", small().putInt(0, 347));
    refused(
        "it is not a NIfTI-1 file with header and samples in one", small().put(345, (byte) 'i'));
    refused("its frames have another size than the clip's", small().putShort(42, (short) 3));
    refused("its frames have another size than the clip's", small().putShort(44, (short) 4));
    refused("it does not have two or three axes", small().putShort(40, (short) 1));
    refused("it has more than three axes", small().putShort(40, (short) 4).putShort(48, (short) 2));
    refused("it has no frames", small().putShort(46, (short) 0));
    refused("its samples are neither whole nor real numbers", small().putShort(70, (short) 128));
    refused("its labels are scaled", small().putFloat(112, 2));
    refused("its header states an invalid start of the samples", small().putFloat(108, 100));
    refused("its header states an invalid start of the samples", small().putFloat(108, 1e9f));
  }

  @Test
  void refusesVolumesThatEndEarlyOrAreEmpty() throws IOException {
    String early = "the file: it is shorter than its header states";
    byte[] file = small().array();
    assertRefused(early, Arrays.copyOf(file, 300), NiftiTest::read);
    assertRefused(early, Arrays.copyOf(file, file.length - 1), NiftiTest::read);
    byte[] gzip = packed(file);
    assertRefused(
        "the file: its compressed bytes are damaged",
        Arrays.copyOf(gzip, gzip.length / 2),
        NiftiTest::read);
    assertRefused(
        "the file: it holds no label of the left ventricle",
        Arrays.copyOf(Arrays.copyOf(file, 352), file.length),
        NiftiTest::read);
  }

  @Test
  void boundsThePixelsOfAVolume() throws IOException {
    // A header that states 30,000 frames. Only zeros follow it.
    byte[] bomb = Arrays.copyOf(small().putShort(46, (short) 30_000).array(), 400_000);
    ImportLimits limits = new ImportLimits(1 << 20, 10, 1_200, 1, 1);
    assertRefused(
        "the file: the masks have more than 1200 pixels together",
        packed(bomb),
        in -> NiftiReader.read(in, "clip", SIZE, "anna", limits));
  }

  private static void refused(String reason, ByteBuffer file) {
    assertRefused("the file: " + reason, file.array(), NiftiTest::read);
  }

  @Test
  void aVolumeHasOneClipAndReaderAndAllItsFrames() {
    LabelledFrame label =
        LabelledFrame.outlined(
            new ClipFrame("clip", 5, SIZE),
            "anna",
            List.of(new Point(1, 1), new Point(3, 1), new Point(2, 2)));
    for (List<LabelledFrame> labels :
        List.of(Ventricles.labels(), List.of(label), List.<LabelledFrame>of())) {
      EchoMotionException refusal =
          assertThrows(
              EchoMotionException.class,
              () -> NiftiWriter.write(labels, 5, new ByteArrayOutputStream()));
      assertEquals(ActiveLearningError.BAD_EXPORT, refusal.code());
    }
  }
}
