package org.echomotion.ingest.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.PixelSpacing;
import org.echomotion.ingest.decode.SourceFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessingV1Test {

  private static final PreprocessingV1 V1 = PreprocessingV1.STANDARD;
  private static final PixelSpacing SQUARE = new PixelSpacing(1, 1);

  /**
   * The PNGs were written with Python's cv2 4.13, without Intel IPP, from the same test picture.
   */
  @ParameterizedTest
  @CsvSource({"larger,231,310", "tall,224,150", "same,112,112", "smaller,70,90"})
  void agreesWithOpenCvFromPython(String name, int rows, int columns) throws IOException {
    WorkingClip clip = V1.apply(cine(rows, columns, Optional.empty()), sector(rows, columns));
    for (int k = 0; k < 2; k++) {
      assertAlmostEqual(expected(name + "-" + k), clip.workingFrames().get(k));
    }
  }

  @Test
  void makesOblongPixelsSquareFirst() throws IOException {
    PixelSpacing spacing = new PixelSpacing(0.308, 0.154);
    WorkingClip clip = V1.apply(cine(120, 200, Optional.of(spacing)), sector(120, 200));
    for (int k = 0; k < 2; k++) {
      assertAlmostEqual(expected("oblong-" + k), clip.workingFrames().get(k));
    }
    assertEquals(240, clip.geometry().displayHeight());
    assertEquals(200, clip.geometry().displayWidth());
    assertEquals(240 * 200, clip.displayFrames().get(0).length);
    assertEquals(0.154 * 240 / 112, clip.geometry().mmPerWorkingPixel().getAsDouble(), 1e-12);
  }

  @Test
  void makesOblongPixelsOfUnknownSizeSquareTheSameWay() {
    PixelSpacing spacing = new PixelSpacing(0.308, 0.154);
    WorkingClip known = V1.apply(cine(120, 200, Optional.of(spacing)), sector(120, 200));
    WorkingClip shape =
        V1.apply(cine(120, 200, Optional.empty()).withPixelAspect(0.5), sector(120, 200));
    for (int k = 0; k < 2; k++) {
      assertArrayEquals(known.workingFrames().get(k), shape.workingFrames().get(k));
    }
    assertEquals(240, shape.geometry().displayHeight());
    assertEquals(200, shape.geometry().displayWidth());
    assertEquals(OptionalDouble.empty(), shape.geometry().mmPerWorkingPixel());
  }

  @Test
  void aSpacingDecidesTheShapeOfItsPixels() {
    Optional<PixelSpacing> spacing = Optional.of(new PixelSpacing(0.2, 0.4));
    assertEquals(2, cine(112, 112, spacing).withPixelAspect(3).pixelAspect());
  }

  @Test
  void keepsTheAspectAndCentresThePicture() {
    Geometry geometry = V1.apply(cine(231, 310, Optional.empty()), sector(231, 310)).geometry();
    assertEquals(112.0 / 310, geometry.workingScale(), 1e-15);
    assertEquals(0, geometry.offsetX());
    assertEquals(39 * 112.0 / 310, geometry.offsetY(), 1e-12);
    assertEquals(OptionalDouble.empty(), geometry.mmPerWorkingPixel());
  }

  @Test
  void leavesTheGeometryOfAWorkingSizedFrameAlone() {
    Optional<PixelSpacing> spacing = Optional.of(new PixelSpacing(1.3, 1.3));
    assertEquals(
        new Geometry(112, 112, 112, 112, 1, 0, 0, OptionalDouble.of(1.3)),
        V1.apply(cine(112, 112, spacing), sector(112, 112)).geometry());
  }

  @Test
  void shrinksALargeFrameBeforeItIsShown() {
    Optional<PixelSpacing> spacing = Optional.of(new PixelSpacing(0.1, 0.1));
    WorkingClip clip = V1.apply(cine(1200, 1920, spacing), sector(1200, 1920));
    assertEquals(600, clip.geometry().displayHeight());
    assertEquals(960, clip.geometry().displayWidth());
    assertEquals(600 * 960, clip.displayFrames().get(1).length);
    assertEquals(0.1 * 1920 / 112, clip.geometry().mmPerWorkingPixel().getAsDouble(), 1e-12);
  }

  @Test
  void isExactlyZeroOutsideTheSector() {
    WorkingClip clip = V1.apply(cine(112, 112, Optional.empty()), sector(112, 112));
    boolean[] sector = sector(112, 112);
    for (int i = 0; i < sector.length; i++) {
      if (!sector[i]) {
        assertEquals(0, clip.workingFrames().get(0)[i]);
      }
    }
  }

  @Test
  void showsTheFramesWithoutEnhancement() {
    Cine cine = cine(231, 310, Optional.empty());
    assertArrayEquals(
        cine.frames().get(1), V1.apply(cine, sector(231, 310)).displayFrames().get(1));
  }

  @Test
  void takesLabelsThroughTheSameGeometry() {
    int rows = 224;
    int columns = 300;
    double x0 = 141.3;
    double y0 = 101.7;
    double radius = 50;
    byte[] labels = new byte[rows * columns];
    for (int i = 0; i < labels.length; i++) {
      double distance = Math.hypot(i % columns - x0, i / columns - y0);
      labels[i] = (byte) (distance <= radius ? 1 : distance <= radius + 20 ? 2 : 0);
    }
    byte[] working = V1.applyToLabels(labels, rows, columns, SQUARE);
    double area = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < working.length; i++) {
      if (working[i] == 1) {
        area++;
        x += i % 112;
        y += i / 112;
      }
    }
    double scale = 112.0 / 300;
    assertEquals(Math.PI * Math.pow(radius * scale, 2), area, 0.01 * area);
    assertEquals((x0 + 0.5) * scale - 0.5, x / area, 0.05);
    assertEquals((y0 + 0.5) * scale + 38 * scale - 0.5, y / area, 0.05);
  }

  @Test
  void leavesLabelsOfAWorkingSizedFrameAlone() {
    byte[] labels = new byte[112 * 112];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) ((i * 7919) % 4);
    }
    assertArrayEquals(labels, V1.applyToLabels(labels, 112, 112, SQUARE));
  }

  @Test
  void refusesAnImplausibleScale() {
    Cine cine = cine(112, 112, Optional.of(new PixelSpacing(10, 0.001)));
    EchoMotionException refused =
        assertThrows(EchoMotionException.class, () -> V1.apply(cine, sector(112, 112)));
    assertEquals(IngestError.UNREADABLE, refused.code());
    Cine oblong = cine(112, 112, Optional.empty()).withPixelAspect(7);
    assertThrows(EchoMotionException.class, () -> V1.apply(oblong, sector(112, 112)));
  }

  private static void assertAlmostEqual(byte[] expected, byte[] actual) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      int difference = Math.abs((expected[i] & 0xff) - (actual[i] & 0xff));
      assertTrue(difference <= 1, "pixel " + i + " differs by " + difference);
    }
  }

  private static byte[] expected(String name) throws IOException {
    BufferedImage image =
        ImageIO.read(PreprocessingV1Test.class.getResource("/preprocess/" + name + ".png"));
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }

  /** Two frames of a picture that integer arithmetic alone defines. */
  private static Cine cine(int rows, int columns, Optional<PixelSpacing> spacing) {
    boolean[] sector = sector(rows, columns);
    List<byte[]> frames = new ArrayList<>();
    for (long k = 0; k < 2; k++) {
      byte[] frame = new byte[rows * columns];
      for (int i = 0; i < frame.length; i++) {
        long x = i % columns;
        long y = i / columns;
        long waves = (x * x * 3 + y * y * 5 + x * y * 7 + k * 31 + 5) % 251;
        long speckle = (x * 73856093 ^ y * 19349663 ^ (k + 5) * 83492791) % 97;
        long value = (waves / 2 + speckle + x * 60 / columns + y * 30 / rows) / 2;
        frame[i] = (byte) (sector[i] ? value : 0);
      }
      frames.add(frame);
    }
    return new Cine(
        frames, rows, columns, 50, spacing, Optional.empty(), SourceFormat.AVI, Optional.empty());
  }

  private static boolean[] sector(int rows, int columns) {
    boolean[] sector = new boolean[rows * columns];
    for (int i = 0; i < sector.length; i++) {
      int x = i % columns;
      int y = i / columns;
      int fromApex = y * y + (x - columns / 2) * (x - columns / 2);
      sector[i] =
          Math.abs(2 * x - (columns - 1)) <= columns * (y + 1) / rows + 6
              && fromApex <= rows * rows;
    }
    return sector;
  }
}
