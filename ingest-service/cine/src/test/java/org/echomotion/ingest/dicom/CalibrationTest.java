package org.echomotion.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Optional;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.decode.PixelRegion;
import org.echomotion.ingest.decode.PixelSpacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file states about time, scale and view. */
class CalibrationTest {

  private static final int TISSUE = 1;
  private static final int COLOUR_FLOW = 2;
  private static final int SPECTRAL = 3;
  private static final int CENTIMETRES = 3;
  private static final int SECONDS = 4;

  @TempDir Path folder;

  @Test
  void prefersTheTimeThatTheIncrementPointerPointsTo() {
    DicomWriter file =
        image(10, 10).text(0x0018_1063, "DS", "25").text(0x0018_1065, "DS", "0\\15\\25");
    assertEquals(40, decode(file).frameRateHz(), 1e-9);
    DicomWriter pointed =
        image(10, 10)
            .text(0x0018_1063, "DS", "25")
            .text(0x0018_1065, "DS", "0\\15\\25")
            .us(0x0028_0009, 0x0018, 0x1065);
    assertEquals(50, decode(pointed).frameRateHz(), 1e-9);
  }

  @Test
  void fallsBackToCineRateDisplayRateAndDuration() {
    assertEquals(60, decode(image(10, 10).text(0x0018_0040, "IS", "60")).frameRateHz());
    assertEquals(45, decode(image(10, 10).text(0x0008_2144, "IS", "45")).frameRateHz());
    // 3 frames in 0.1 s.
    assertEquals(30, decode(image(10, 10).text(0x0018_0072, "DS", "0.1")).frameRateHz(), 1e-9);
  }

  @Test
  void stepsOverATimeInTheWrongUnit() {
    DicomWriter file = image(10, 10).text(0x0018_1063, "DS", "0.033").text(0x0018_0040, "IS", "30");
    assertEquals(30, decode(file).frameRateHz());
  }

  @Test
  void refusesACineWithoutAnyRate() {
    for (String time : new String[] {"", "0", "-5", "abc", "NaN", "1e-300", "1e300"}) {
      DicomWriter file = image(10, 10).text(0x0018_1063, "DS", time);
      EchoMotionException refusal =
          assertThrows(EchoMotionException.class, () -> decode(file), time);
      assertSame(IngestError.NO_FRAME_RATE, refusal.code());
    }
  }

  @Test
  void choosesTheLargestTissueRegionInCentimetres() {
    DicomWriter file = timed(100, 200);
    file.sequence(
        0x0018_6011,
        true,
        region(file, SPECTRAL, 0, 0, 199, 99, SECONDS, 0.9),
        region(file, TISSUE, 10, 20, 19, 29, CENTIMETRES, 0.5),
        region(file, TISSUE, 50, 10, 149, 89, CENTIMETRES, -0.04),
        region(file, COLOUR_FLOW, 0, 0, 199, 99, CENTIMETRES, 0.7));
    Cine cine = decode(file);
    assertEquals(Optional.of(new PixelRegion(50, 10, 100, 80)), cine.tissueRegion());
    assertEquals(Optional.of(new PixelSpacing(0.4, 0.4)), cine.spacing());
  }

  @Test
  void believesNeitherRegionNorScaleThatFitNoScreen() {
    DicomWriter file = timed(100, 100);
    file.sequence(0x0018_6011, false, region(file, TISSUE, 0, 0, 30_000, 99, CENTIMETRES, 0.04));
    Cine cine = decode(file);
    assertEquals(Optional.empty(), cine.tissueRegion());
    assertEquals(Optional.empty(), cine.spacing());
  }

  @Test
  void leavesTheScaleOpenWhereItIsNotInCentimetres() {
    DicomWriter file = timed(100, 100);
    file.sequence(0x0018_6011, false, region(file, TISSUE, 0, 0, 99, 99, 0, 0.04));
    assertEquals(Optional.empty(), decode(file).spacing());
  }

  @Test
  void takesPixelSpacingWhereThereIsNoRegion() {
    Cine cine = decode(timed(10, 10).text(0x0028_0030, "DS", "0.3\\0.2"));
    assertEquals(Optional.of(new PixelSpacing(0.3, 0.2)), cine.spacing());
    assertEquals(Optional.empty(), decode(timed(10, 10).text(0x0028_0030, "DS", "0\\0")).spacing());
  }

  @Test
  void knowsTheViewByItsCodeOrItsName() {
    assertEquals(Optional.of(EchoView.A4C), coded("399214001", "x"));
    assertEquals(Optional.of(EchoView.A2C), coded("G-A19B", "x"));
    assertEquals(Optional.of(EchoView.A2C), coded("local", "Apical two chamber"));
    assertEquals(Optional.of(EchoView.OTHER), coded("130681", "Apical four chamber RV Focused"));
    assertEquals(Optional.of(EchoView.A4C), named("A4C"));
    assertEquals(Optional.of(EchoView.A4C), named("AP 4CH"));
    assertEquals(Optional.of(EchoView.A4C), named("Apical 4-chamber"));
    assertEquals(Optional.of(EchoView.A2C), named("2CH"));
    assertEquals(Optional.of(EchoView.OTHER), named("PLAX"));
    assertEquals(Optional.of(EchoView.OTHER), named("PLA"));
    assertEquals(Optional.of(EchoView.OTHER), named("Subcostal 4 chamber"));
    assertEquals(Optional.of(EchoView.OTHER), named("A3C"));
  }

  private Optional<EchoView> coded(String value, String meaning) {
    DicomWriter file = timed(10, 10);
    DicomWriter code = file.item().text(0x0008_0100, "SH", value).text(0x0008_0104, "LO", meaning);
    return decode(file.sequence(0x0054_0220, true, code)).view();
  }

  private Optional<EchoView> named(String name) {
    return decode(timed(10, 10).text(0x0008_2127, "SH", name)).view();
  }

  private Cine decode(DicomWriter file) {
    return DicomFiles.decode(folder, file.blackPixels().bytes());
  }

  private static DicomWriter image(int rows, int columns) {
    return DicomWriter.file(DicomWriter.EXPLICIT).image("MONOCHROME2", 1, 3, rows, columns, 8);
  }

  private static DicomWriter timed(int rows, int columns) {
    return image(rows, columns).text(0x0018_1063, "DS", "20");
  }

  private static DicomWriter region(
      DicomWriter file, int type, int x0, int y0, int x1, int y1, int unit, double delta) {
    return file.item()
        .us(0x0018_6012, 1)
        .us(0x0018_6014, type)
        .ul(0x0018_6018, x0)
        .ul(0x0018_601A, y0)
        .ul(0x0018_601C, x1)
        .ul(0x0018_601E, y1)
        .us(0x0018_6024, unit)
        .us(0x0018_6026, unit)
        .fd(0x0018_602C, delta)
        .fd(0x0018_602E, delta);
  }
}
