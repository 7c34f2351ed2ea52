package org.echomotion.ingest.deidentify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.dicom.DicomDecoder;
import org.echomotion.ingest.sector.Sector;
import org.echomotion.ingest.sector.SectorFinder;
import org.echomotion.ingest.sector.SyntheticScan;
import org.junit.jupiter.api.Test;

class DeidentifierTest {

  @Test
  void blanksTextMenusAndTracesAndKeepsTissueBitForBit() {
    SyntheticScan scan =
        SyntheticScan.fan(480, 640, 320, 20, 40, 40, 0, 380)
            .text(5, 5, 150, 12)
            .text(500, 60, 130, 200)
            .text(40, 460, 560, 18)
            .trace(60, 415, 520, 30);
    Cine cine = scan.cine();
    Sector sector = SectorFinder.find(cine);
    Cine shown = Deidentifier.deidentify(cine, sector);
    int beside = 0;
    int changed = 0;
    for (int frame = 0; frame < shown.frames().size(); frame++) {
      for (int y = 0; y < shown.rows(); y++) {
        for (int x = 0; x < shown.columns(); x++) {
          int sourceX = sector.x() + x;
          int sourceY = sector.y() + y;
          int source = cine.frames().get(frame)[sourceY * 640 + sourceX] & 0xff;
          int level = shown.frames().get(frame)[y * shown.columns() + x] & 0xff;
          beside += scan.tissue(sourceX, sourceY) || level == 0 ? 0 : 1;
          changed += scan.tissue(sourceX, sourceY) && level != source ? 1 : 0;
        }
      }
    }
    assertEquals(0, beside);
    // A pixel at the edge may fall to either side.
    assertTrue(changed < 0.005 * shown.frames().size() * shown.rows() * shown.columns());
  }

  @Test
  void leavesNoTextOfARealCineAndItsWholeHeart() {
    Cine cine =
        new DicomDecoder().decode(Path.of("../../docs/samples/a4c.dcm"), DecodeLimits.DEFAULT);
    Sector sector = SectorFinder.find(cine);
    Cine shown = Deidentifier.deidentify(cine, sector);
    // The name at the top left, the settings at the right, the menu at the bottom, the probe mark.
    assertBlank(cine, sector, shown, 0, 0, 40, 30);
    assertBlank(cine, sector, shown, 290, 10, 320, 110);
    assertBlank(cine, sector, shown, 290, 120, 320, 140);
    assertBlank(cine, sector, shown, 30, 222, 290, 240);
    assertBlank(cine, sector, shown, 187, 16, 196, 24);
    // Septum, apex, lateral wall, annulus, left atrium's roof.
    for (int[] place : new int[][] {{150, 95}, {168, 45}, {200, 110}, {155, 133}, {165, 185}}) {
      int p = place[1] * cine.columns() + place[0];
      int q = (place[1] - sector.y()) * shown.columns() + place[0] - sector.x();
      assertEquals(cine.frames().get(0)[p], shown.frames().get(0)[q]);
      assertTrue((cine.frames().get(0)[p] & 0xff) > 8, "tissue at " + place[0]);
    }
  }

  @Test
  void keepsRateScaleViewAndFormat() {
    Cine cine =
        new DicomDecoder().decode(Path.of("../../docs/samples/a4c.dcm"), DecodeLimits.DEFAULT);
    Cine shown = Deidentifier.deidentify(cine, SectorFinder.find(cine));
    assertEquals(cine.frameRateHz(), shown.frameRateHz());
    assertEquals(cine.spacing(), shown.spacing());
    assertEquals(cine.view(), shown.view());
    assertEquals(cine.format(), shown.format());
    assertEquals(Optional.empty(), shown.tissueRegion());
  }

  @Test
  void refusesTheSectorOfAnotherCine() {
    Cine cine = SyntheticScan.fan(112, 112, 60, 7, 45, 45, 0, 111).cine();
    Sector large = new Sector(0, 0, 113, 1, new boolean[113]);
    assertThrows(IllegalArgumentException.class, () -> Deidentifier.deidentify(cine, large));
  }

  private static void assertBlank(
      Cine cine, Sector sector, Cine shown, int x0, int y0, int x1, int y1) {
    int lit = 0;
    for (int y = y0; y < y1; y++) {
      for (int x = x0; x < x1; x++) {
        lit += (cine.frames().get(0)[y * cine.columns() + x] & 0xff) > 60 ? 1 : 0;
        int column = x - sector.x();
        int row = y - sector.y();
        boolean inBox = column >= 0 && row >= 0 && column < shown.columns() && row < shown.rows();
        for (byte[] frame : shown.frames()) {
          assertTrue(!inBox || frame[row * shown.columns() + column] == 0, x + ", " + y);
        }
      }
    }
    assertTrue(lit > 5, "there was something to blank");
  }
}
