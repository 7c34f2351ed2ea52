package org.echomotion.ingest.sector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.decode.PixelRegion;
import org.echomotion.ingest.decode.SourceFormat;
import org.echomotion.ingest.dicom.DicomDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SectorFinderTest {

  @Test
  void findsAWholeFan() {
    SyntheticScan scan = SyntheticScan.fan(224, 272, 136, 0, 37, 37, 0, 222);
    assertFound(scan, 0.97);
  }

  @Test
  void findsAFanThatTheFrameCutsOnBothSides() {
    // The published 112 x 112 frames: edges at 45 degrees from (60.5, 7), arc beyond the frame.
    SyntheticScan scan = SyntheticScan.fan(112, 112, 60.5, 7, 45, 45, 0, 111);
    assertFound(scan, 0.95);
  }

  @Test
  void findsAFanWithATruncatedTipAndUnequalEdges() {
    assertFound(SyntheticScan.fan(112, 112, 60, 2, 45, 35, 13, 108), 0.95);
    assertFound(SyntheticScan.fan(480, 640, 320, 20, 45, 45, 40, 420), 0.97);
  }

  @Test
  void isNotBentByMarksBesideTheEdge() {
    SyntheticScan scan =
        SyntheticScan.fan(112, 112, 60.5, 7, 45, 45, 0, 111)
            .text(68, 0, 6, 5)
            .text(97, 30, 15, 1)
            .text(97, 30, 1, 18)
            .text(110, 44, 2, 2);
    assertFound(scan, 0.95);
    assertFalse(SyntheticScan.inside(SectorFinder.find(scan.cine()), 99, 30));
  }

  @Test
  void keepsTheFanWholeUnderShadows() {
    SyntheticScan scan =
        SyntheticScan.fan(224, 272, 136, 0, 37, 37, 0, 222)
            .shadow(0, 120, 90, 104)
            .shadow(130, 60, 30, 90);
    assertFound(scan, 0.95);
  }

  @Test
  void leavesAMovingTraceBelowTheArcOut() {
    SyntheticScan scan =
        SyntheticScan.fan(480, 640, 320, 20, 40, 40, 0, 380).trace(60, 405, 520, 50);
    Sector sector = SectorFinder.find(scan.cine());
    assertTrue(scan.overlap(sector) > 0.95, "overlap " + scan.overlap(sector));
    assertFalse(SyntheticScan.inside(sector, 100, 430));
    assertFalse(SyntheticScan.inside(sector, 320, 440));
  }

  @Test
  void findsTheFanOfAStillByItsBrightness() {
    SyntheticScan scan =
        SyntheticScan.fan(224, 272, 136, 0, 37, 37, 0, 222).text(2, 2, 60, 20).still();
    assertFound(scan, 0.97);
  }

  @Test
  void takesTheHullOfWhatIsNoFan() {
    SyntheticScan scan = SyntheticScan.rectangle(200, 300, 60, 30, 180, 120).text(5, 170, 200, 20);
    assertFound(scan, 0.95);
    assertFalse(SyntheticScan.inside(SectorFinder.find(scan.cine()), 100, 180));
  }

  @Test
  void looksOnlyWhereTheFileSaysThatTissueIs() {
    Cine cine = SyntheticScan.fan(224, 272, 136, 0, 37, 37, 0, 222).cine();
    PixelRegion region = new PixelRegion(30, 40, 200, 100);
    Sector sector = SectorFinder.find(within(cine, Optional.of(region)));
    assertTrue(sector.x() >= 30 && sector.x() + sector.width() <= 230);
    assertTrue(sector.y() >= 40 && sector.y() + sector.height() <= 140);
  }

  @Test
  void looksElsewhereWhenTheStatedRegionIsDark() {
    SyntheticScan scan = SyntheticScan.fan(480, 640, 320, 20, 40, 40, 0, 380);
    Cine cine = within(scan.cine(), Optional.of(new PixelRegion(0, 420, 640, 60)));
    assertTrue(scan.overlap(SectorFinder.find(cine)) > 0.97);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2})
  void findsAFanInOblongPixels(double aspect) {
    SyntheticScan scan = SyntheticScan.fan(480, 640, 320, 20, 40, 40, 0, 380);
    Cine square = scan.cine();
    int rows = aspect < 1 ? 240 : 480;
    int columns = aspect < 1 ? 640 : 320;
    List<byte[]> frames =
        square.frames().stream().map(frame -> everySecond(frame, rows, columns)).toList();
    Cine oblong =
        new Cine(frames, rows, columns, 50, Optional.empty(), Optional.empty(), SourceFormat.MP4)
            .withPixelAspect(aspect);
    Sector found = SectorFinder.find(oblong);
    int both = 0;
    int either = 0;
    for (int p = 0; p < rows * columns; p++) {
      boolean inFound = SyntheticScan.inside(found, p % columns, p / columns);
      boolean tissue = scan.tissue(p % columns * 640 / columns, p / columns * 480 / rows);
      both += inFound && tissue ? 1 : 0;
      either += inFound || tissue ? 1 : 0;
    }
    assertTrue(both > 0.97 * either, "overlap " + (double) both / either);
  }

  private static byte[] everySecond(byte[] frame, int rows, int columns) {
    byte[] half = new byte[rows * columns];
    for (int p = 0; p < half.length; p++) {
      half[p] = frame[p / columns * 480 / rows * 640 + p % columns * 640 / columns];
    }
    return half;
  }

  @Test
  void refusesADarkCine() {
    Cine dark =
        new Cine(
            List.of(new byte[10_000], new byte[10_000]),
            100,
            100,
            50,
            Optional.empty(),
            Optional.empty(),
            SourceFormat.AVI);
    EchoMotionException refusal =
        assertThrows(EchoMotionException.class, () -> SectorFinder.find(dark));
    assertSame(IngestError.NO_SECTOR, refusal.code());
  }

  @Test
  void findsTheSectorOfARealCineWithAndWithoutItsStatedRegion() {
    Cine cine =
        new DicomDecoder().decode(Path.of("../../docs/samples/a4c.dcm"), DecodeLimits.DEFAULT);
    // Read off the picture: corners of the arc at columns 41 and 299, tip at row 21, bottom at 202.
    for (Cine each : List.of(cine, within(cine, Optional.empty()))) {
      Sector sector = SectorFinder.find(each);
      assertEquals(41, sector.x(), 5);
      assertEquals(299, sector.x() + sector.width(), 5);
      assertEquals(21, sector.y(), 3);
      assertEquals(202, sector.y() + sector.height(), 4);
      // Half of a box around a fan of 83 degrees is fan.
      assertEquals(0.59, sector.coverage(), 0.03);
    }
  }

  private static void assertFound(SyntheticScan scan, double overlap) {
    Sector sector = SectorFinder.find(scan.cine());
    assertTrue(scan.overlap(sector) > overlap, "overlap " + scan.overlap(sector));
    assertTrue(scan.held(sector) > 0.99, "held " + scan.held(sector));
  }

  private static Cine within(Cine cine, Optional<PixelRegion> region) {
    return new Cine(
        cine.frames(),
        cine.rows(),
        cine.columns(),
        cine.frameRateHz(),
        cine.spacing(),
        cine.view(),
        cine.format(),
        region);
  }
}
