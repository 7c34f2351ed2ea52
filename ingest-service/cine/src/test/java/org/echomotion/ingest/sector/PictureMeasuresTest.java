package org.echomotion.ingest.sector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.PixelRegion;
import org.echomotion.ingest.decode.SourceFormat;
import org.junit.jupiter.api.Test;

class PictureMeasuresTest {

  private static final int SIDE = 40;

  @Test
  void levelsAreThoseInsideTheSector() {
    // Ten columns of each level; the rest of the picture is white and does not count.
    byte[] frame = filled(255);
    for (int y = 10; y < 20; y++) {
      Arrays.fill(frame, y * SIDE + 10, y * SIDE + 15, (byte) 0);
      Arrays.fill(frame, y * SIDE + 15, y * SIDE + 19, (byte) 100);
      Arrays.fill(frame, y * SIDE + 19, y * SIDE + 20, (byte) 250);
    }
    PictureMeasures measures = measure(frame, box(10, 10, 10, 10));
    assertEquals(0.5, measures.darkShare(), 1e-12);
    assertEquals(0.1, measures.saturatedShare(), 1e-12);
    assertEquals(0, measures.medianLevel(), 1e-12);
    assertEquals(250, measures.brightLevel(), 1e-12);
  }

  @Test
  void aSectorInsideThePictureIsNotCut() {
    PictureMeasures measures = measure(filled(50), box(10, 10, 20, 20));
    assertEquals(0.25, measures.sectorShare(), 1e-12);
    assertEquals(0, measures.cutShare(), 1e-12);
  }

  @Test
  void aSectorThatFillsThePictureIsCutAllAround() {
    assertEquals(1, measure(filled(50), box(0, 0, SIDE, SIDE)).cutShare(), 1e-12);
  }

  @Test
  void aSectorAtOneSideIsCutThere() {
    // 20 of the outline's 76 pixels lie on the left edge; of its corners' rows one more each.
    assertEquals(22.0 / 76, measure(filled(50), box(0, 10, 20, 20)).cutShare(), 1e-12);
  }

  @Test
  void theEdgeIsThatOfTheTissueRegionWhereTheFileStatesOne() {
    Cine cine =
        new Cine(
            List.of(filled(50), filled(50)),
            SIDE,
            SIDE,
            50,
            Optional.empty(),
            Optional.empty(),
            SourceFormat.DICOM,
            Optional.of(new PixelRegion(10, 10, 20, 20)));
    assertEquals(1, PictureMeasures.of(cine, box(10, 10, 20, 20)).cutShare(), 1e-12);
  }

  private static PictureMeasures measure(byte[] frame, Sector sector) {
    return PictureMeasures.of(
        new Cine(
            List.of(frame, frame),
            SIDE,
            SIDE,
            50,
            Optional.empty(),
            Optional.empty(),
            SourceFormat.AVI),
        sector);
  }

  private static byte[] filled(int level) {
    byte[] frame = new byte[SIDE * SIDE];
    Arrays.fill(frame, (byte) level);
    return frame;
  }

  private static Sector box(int x, int y, int width, int height) {
    boolean[] mask = new boolean[width * height];
    Arrays.fill(mask, true);
    return new Sector(x, y, width, height, mask);
  }
}
