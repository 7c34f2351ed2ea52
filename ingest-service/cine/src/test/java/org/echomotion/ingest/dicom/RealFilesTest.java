package org.echomotion.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.PixelRegion;
import org.echomotion.ingest.decode.SourceFormat;
import org.junit.jupiter.api.Test;

/** Files of real scanners. Pixel values and means are pydicom 3's of the same files. */
class RealFilesTest {

  private static final int[][] PLACES = {{100, 160}, {60, 150}, {120, 200}, {200, 100}, {20, 20}};

  @Test
  void readsTheJpegCineAsPydicomDoes() {
    Cine cine = DicomFiles.decode(DicomFiles.A4C);
    assertEquals(30, cine.frames().size());
    assertEquals(240, cine.rows());
    assertEquals(320, cine.columns());
    assertSame(SourceFormat.DICOM, cine.format());
    assertEquals(Optional.empty(), cine.view());
    // Two JPEG decoders may round apart by 1.
    assertPixels(new int[] {28, 51, 19, 0, 1}, cine.frames().get(0), 320, 1);
    assertEquals(9.4929, DicomFiles.mean(cine.frames().get(0)), 0.05);
    assertEquals(10.6309, DicomFiles.mean(cine.frames().get(29)), 0.05);
  }

  @Test
  void takesTheRateFromTheFrameTimeOf33Ms() {
    assertEquals(1_000 / 33.333, DicomFiles.decode(DicomFiles.A4C).frameRateHz(), 1e-9);
  }

  @Test
  void doublesTheCalibrationOfACineThatWasHalvedAfterItWasMade() {
    // Stated 0.0510497 cm and a region up to (595, 414), for a frame of 320 x 240.
    Cine cine = DicomFiles.decode(DicomFiles.A4C);
    assertEquals(1.0210, cine.spacing().orElseThrow().columnMm(), 1e-4);
    assertEquals(1.0210, cine.spacing().orElseThrow().rowMm(), 1e-4);
    assertEquals(Optional.of(new PixelRegion(42, 15, 256, 193)), cine.tissueRegion());
  }

  @Test
  void readsRgbAsPydicomDoes() {
    List<byte[]> frames = DicomFiles.luminance(DicomFiles.RGB);
    assertPixels(new int[] {133, 52, 24, 0, 0}, frames.get(0), 320, 0);
    assertEquals(35.3280, DicomFiles.mean(frames.get(0)), 1e-4);
  }

  @Test
  void readsPaletteColourAsPydicomDoes() {
    List<byte[]> frames = DicomFiles.luminance(DicomFiles.PALETTE);
    assertPixels(new int[] {1, 0, 0, 0, 58}, frames.get(0), 800, 0);
    assertEquals(19.4428, DicomFiles.mean(frames.get(0)), 1e-4);
  }

  @Test
  void readsJpeg2000AsPydicomDoes() {
    List<byte[]> frames = DicomFiles.luminance(DicomFiles.JPEG_2000);
    assertPixels(new int[] {0, 0, 50, 155, 0}, frames.get(0), 640, 0);
    assertEquals(35.5989, DicomFiles.mean(frames.get(0)), 1e-4);
  }

  @Test
  void refusesStills() {
    for (Path still : List.of(DicomFiles.RGB, DicomFiles.PALETTE, DicomFiles.JPEG_2000)) {
      EchoMotionException refusal =
          assertThrows(EchoMotionException.class, () -> DicomFiles.decode(still));
      assertSame(IngestError.TOO_FEW_FRAMES, refusal.code());
    }
  }

  private static void assertPixels(int[] expected, byte[] frame, int columns, int tolerance) {
    for (int i = 0; i < PLACES.length; i++) {
      int level = frame[PLACES[i][0] * columns + PLACES[i][1]] & 0xff;
      assertEquals(expected[i], level, tolerance, "row " + PLACES[i][0]);
    }
  }
}
