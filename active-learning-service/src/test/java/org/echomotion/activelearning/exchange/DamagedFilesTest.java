package org.echomotion.activelearning.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.exchange.annotationweb.AnnotationWebReader;
import org.echomotion.activelearning.exchange.annotationweb.AnnotationWebWriter;
import org.echomotion.activelearning.exchange.coco.CocoForm;
import org.echomotion.activelearning.exchange.coco.CocoReader;
import org.echomotion.activelearning.exchange.coco.CocoWriter;
import org.echomotion.activelearning.exchange.cvat.CvatReader;
import org.echomotion.activelearning.exchange.cvat.CvatWriter;
import org.echomotion.activelearning.exchange.echonet.VolumeTracingsReader;
import org.echomotion.activelearning.exchange.echonet.VolumeTracingsWriter;
import org.echomotion.activelearning.exchange.labelstudio.LabelStudioReader;
import org.echomotion.activelearning.exchange.labelstudio.LabelStudioWriter;
import org.echomotion.activelearning.exchange.nifti.NiftiReader;
import org.echomotion.activelearning.exchange.nifti.NiftiWriter;
import org.echomotion.ef.contour.Point;
import org.echomotion.error.EchoMotionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A damaged file is read or refused with BAD_IMPORT, and never fails in another way. */
class DamagedFilesTest {

  private static final FrameSize SIZE = new FrameSize(16, 12);
  private static final List<LabelledFrame> LABELS =
      List.of(
          LabelledFrame.outlined(
              new ClipFrame("clip", 1, SIZE),
              "anna",
              List.of(new Point(3, 2), new Point(12, 2), new Point(11, 9), new Point(5, 10))));

  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private interface Reading {
    List<LabelledFrame> from(InputStream in, ImportLimits limits) throws IOException;
  }

  private static Arguments format(String name, Writing writing, Reading reading)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writing.to(out);
    return Arguments.of(name, out.toByteArray(), reading);
  }

  static Stream<Arguments> formats() throws IOException {
    StringWriter tracings = new StringWriter();
    VolumeTracingsWriter.write(LABELS, tracings);
    Reading coco = (in, limits) -> CocoReader.read(in, "r", limits);
    return Stream.of(
        format("polygon", out -> CocoWriter.write(LABELS, CocoForm.POLYGON, out), coco),
        format("runs", out -> CocoWriter.write(LABELS, CocoForm.RUN_LENGTHS, out), coco),
        format(
            "compressed runs",
            out -> CocoWriter.write(LABELS, CocoForm.COMPRESSED_RUN_LENGTHS, out),
            coco),
        format(
            "Label Studio",
            out -> LabelStudioWriter.write(LABELS, "/", out),
            (in, limits) -> LabelStudioReader.read(in, "r", limits)),
        format(
            "CVAT",
            out -> CvatWriter.write(LABELS, 3, out),
            (in, limits) -> CvatReader.read(in, "r", limits)),
        format(
            "annotationweb",
            out -> AnnotationWebWriter.write(LABELS, clip -> 3, Instant.EPOCH, out),
            (in, limits) -> AnnotationWebReader.read(in, "r", clip -> SIZE, limits)),
        format(
            "EchoNet",
            out -> out.write(tracings.toString().getBytes(StandardCharsets.UTF_8)),
            (in, limits) -> VolumeTracingsReader.read(in, "r", clip -> SIZE, limits)),
        format(
            "NIfTI",
            out -> NiftiWriter.write(LABELS, 3, out),
            (in, limits) -> NiftiReader.read(in, "clip", SIZE, "r", limits)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void isReadOrRefused(String name, byte[] sound, Reading reading) throws IOException {
    assertEquals(1, reading.from(new ByteArrayInputStream(sound), ImportLimits.DEFAULT).size());
    Random random = new Random(name.hashCode());
    int refused = 0;
    for (int round = 0; round < 400; round++) {
      byte[] damaged = sound.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        damaged[random.nextInt(damaged.length)] =
            round % 2 == 0 ? (byte) random.nextInt(256) : sound[random.nextInt(sound.length)];
      }
      if (round % 8 == 0) {
        damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
      }
      try {
        reading.from(new ByteArrayInputStream(damaged), ImportLimits.DEFAULT);
      } catch (EchoMotionException e) {
        assertEquals(ActiveLearningError.BAD_IMPORT, e.code());
        refused++;
      }
    }
    assertTrue(refused > 40, refused + " of 400 were refused");
  }
}
