package org.echomotion.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.PixelSpacing;
import org.echomotion.ingest.sector.Planes;
import org.echomotion.remark.Remark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scale and shape of the pixels if the usual region does not state them directly. */
class StatedScaleTest {

  private static final int ROWS = 240;
  private static final int COLUMNS = 320;
  private static final int CENTIMETRES = 3;

  @TempDir Path folder;

  /** The fan fills columns 40 to 279 and rows 20 to 219. */
  @Test
  void findsTheScreenThatThePictureWasShrunkFrom() {
    for (double factor : new double[] {2, 2.5, 4}) {
      Cine cine = shrunk(factor, 40, 20, 279, 219);
      assertEquals(1.0, cine.spacing().orElseThrow().columnMm(), 1e-9, "factor " + factor);
      assertEquals(40, cine.tissueRegion().orElseThrow().x(), 1);
      assertEquals(240, cine.tissueRegion().orElseThrow().width(), 2);
      assertSaid(cine, Remark.Property.SPACING, Remark.Basis.DERIVED);
    }
  }

  /** Two fans fill columns 10 to 149 and 170 to 309, and rows 20 to 219. */
  @Test
  void findsTheScreenFromBothPlanes() {
    for (double factor : new double[] {2, 2.5}) {
      Cine cine = decodeTwo(region(factor, 10, 20, 149, 219), region(factor, 170, 20, 309, 219));
      assertEquals(1.0, cine.spacing().orElseThrow().columnMm(), 1e-9, "factor " + factor);
      assertEquals(2, Planes.of(cine).size());
      for (Cine plane : Planes.of(cine)) {
        assertEquals(140, plane.columns(), 1);
        assertEquals(200, plane.rows(), 1);
      }
      assertSaid(cine, Remark.Property.SPACING, Remark.Basis.DERIVED);
    }
  }

  @Test
  void usesBothPlanesAlsoIfOneLiesInsideThePicture() {
    // On a screen of 640 x 480 the left fan would lie inside these frames.
    Cine cine = decodeTwo(region(2, 10, 20, 149, 119), region(2, 170, 20, 309, 119));
    assertEquals(Optional.empty(), cine.spacing());
    assertEquals(List.of(), cine.planes());
    assertSaid(cine, Remark.Property.SPACING, Remark.Basis.UNKNOWN);
    assertTrue(cine.remarks().get(0).withholds());
  }

  @Test
  void leavesTheScaleOpenWhereThePictureFitsNoScreen() {
    // The fan extends beyond the region for every screen.
    Cine cine = shrunk(2, 120, 20, 279, 219);
    assertEquals(Optional.empty(), cine.spacing());
    assertEquals(Optional.empty(), cine.tissueRegion());
    assertSaid(cine, Remark.Property.SPACING, Remark.Basis.UNKNOWN);
    assertFalse(cine.remarks().get(0).withholds());
  }

  @Test
  void leavesTheScaleOpenWhereThereIsNoPicture() {
    DicomWriter file = image();
    file.sequence(0x0018_6011, false, region(100, 50, 749, 549, CENTIMETRES, 0.04));
    Cine cine = DicomFiles.decode(folder, file.blackPixels().bytes());
    assertEquals(Optional.empty(), cine.spacing());
    assertSaid(cine, Remark.Property.SPACING, Remark.Basis.UNKNOWN);
  }

  @Test
  void takesThePixelSpacingBesideARegionWithoutScale() {
    DicomWriter file = image().text(0x0028_0030, "DS", "1.021\\1.021");
    file.sequence(0x0018_6011, false, region(42, 15, 297, 207, 0, 0));
    Cine cine = decode(file);
    assertEquals(Optional.of(new PixelSpacing(1.021, 1.021)), cine.spacing());
    assertEquals(256, cine.tissueRegion().orElseThrow().width());
    assertSaid(cine, Remark.Property.SPACING, Remark.Basis.STATED);
  }

  @Test
  void saysWhereRegionAndPixelSpacingDiffer() {
    DicomWriter file = image().text(0x0028_0030, "DS", "0.3\\0.3");
    file.sequence(0x0018_6011, false, region(42, 15, 297, 207, CENTIMETRES, 0.1));
    Cine cine = decode(file);
    assertEquals(Optional.of(new PixelSpacing(1, 1)), cine.spacing());
    assertSaid(cine, Remark.Property.SPACING, Remark.Basis.STATED);
  }

  @Test
  void assumesSquarePixelsWhereOneValueIsStated() {
    Cine cine = decode(image().text(0x0028_0030, "DS", "1.021"));
    assertEquals(Optional.of(new PixelSpacing(1.021, 1.021)), cine.spacing());
    assertSaid(cine, Remark.Property.SPACING, Remark.Basis.ASSUMED);
    DicomWriter file = image();
    DicomWriter region =
        corners(42, 15, 297, 207).us(0x0018_6024, CENTIMETRES).fd(0x0018_602C, 0.05);
    Cine oneAxis = decode(file.sequence(0x0018_6011, false, region));
    assertEquals(Optional.of(new PixelSpacing(0.5, 0.5)), oneAxis.spacing());
    assertSaid(oneAxis, Remark.Property.SPACING, Remark.Basis.ASSUMED);
  }

  @Test
  void fallsBackToTheSpacingOfScanAndDetector() {
    for (int tag : new int[] {0x0018_2010, 0x0018_1164}) {
      Cine cine = decode(image().text(tag, "DS", "0.4 mm\\0,5"));
      assertEquals(Optional.of(new PixelSpacing(0.4, 0.5)), cine.spacing());
      assertSaid(cine, Remark.Property.SPACING, Remark.Basis.ASSUMED);
    }
  }

  @Test
  void readsThePixelSpacingOfTheSharedFunctionalGroups() {
    DicomWriter file = image();
    DicomWriter measures = file.item().text(0x0028_0030, "DS", "0.4\\0.5");
    Cine cine =
        decode(file.sequence(0x5200_9229, true, file.item().sequence(0x0028_9110, true, measures)));
    assertEquals(Optional.of(new PixelSpacing(0.4, 0.5)), cine.spacing());
  }

  @Test
  void takesARegionOfUnstatedKindForTissue() {
    DicomWriter file = image();
    DicomWriter region =
        file.item()
            .ul(0x0018_6018, 42)
            .ul(0x0018_601A, 15)
            .ul(0x0018_601C, 297)
            .ul(0x0018_601E, 207)
            .us(0x0018_6024, CENTIMETRES)
            .us(0x0018_6026, CENTIMETRES)
            .fd(0x0018_602C, 0.1)
            .fd(0x0018_602E, 0.1);
    Cine cine = decode(file.sequence(0x0018_6011, false, region));
    assertEquals(Optional.of(new PixelSpacing(1, 1)), cine.spacing());
    assertSaid(cine, Remark.Property.SPACING, Remark.Basis.ASSUMED);
  }

  @Test
  void readsThePixelAspectRatioWhereNoScaleIsStated() {
    // Height, then width.
    Cine cine = decode(image().text(0x0028_0034, "IS", "2\\1"));
    assertEquals(0.5, cine.pixelAspect());
    assertTrue(cine.remarks().isEmpty());
    Cine scaled = decode(image().text(0x0028_0030, "DS", "1\\1").text(0x0028_0034, "IS", "2\\1"));
    assertEquals(1, scaled.pixelAspect());
    assertSaid(scaled, Remark.Property.GEOMETRY, Remark.Basis.STATED);
    assertSaid(
        decode(image().text(0x0028_0034, "IS", "2")),
        Remark.Property.GEOMETRY,
        Remark.Basis.ASSUMED);
  }

  /** A cine whose region was stated on a screen larger than the frame by this factor. */
  private Cine shrunk(double factor, int x0, int y0, int x1, int y1) {
    return decode(image().sequence(0x0018_6011, false, region(factor, x0, y0, x1, y1)));
  }

  private static DicomWriter region(double factor, int x0, int y0, int x1, int y1) {
    return region(
        (int) Math.round(x0 * factor),
        (int) Math.round(y0 * factor),
        (int) Math.round((x1 + 1) * factor) - 1,
        (int) Math.round((y1 + 1) * factor) - 1,
        CENTIMETRES,
        0.1 / factor);
  }

  private Cine decode(DicomWriter file) {
    return decode(file, new double[] {159.5}, 120);
  }

  private Cine decodeTwo(DicomWriter left, DicomWriter right) {
    DicomWriter file = image().sequence(0x0018_6011, false, left, right);
    return decode(file, new double[] {79.5, 239.5}, 70);
  }

  private Cine decode(DicomWriter file, double[] middles, double halfWidth) {
    Random random = new Random(3);
    byte[][] frames = new byte[4][ROWS * COLUMNS];
    for (byte[] frame : frames) {
      for (double middle : middles) {
        for (int y = 20; y < 220; y++) {
          double half = Math.min(halfWidth, halfWidth * (0.1 + 0.0054 * (y - 20)));
          for (int x = 0; x < COLUMNS; x++) {
            if (Math.abs(x - middle) < half) {
              frame[y * COLUMNS + x] = (byte) (40 + random.nextInt(150));
            }
          }
        }
      }
    }
    return DicomFiles.decode(folder, file.pixels(frames).bytes());
  }

  private static DicomWriter image() {
    return DicomWriter.gray(DicomWriter.EXPLICIT, 4, ROWS, COLUMNS);
  }

  private static DicomWriter corners(int x0, int y0, int x1, int y1) {
    return DicomWriter.file(DicomWriter.EXPLICIT)
        .item()
        .us(0x0018_6012, 1)
        .us(0x0018_6014, 1)
        .ul(0x0018_6018, x0)
        .ul(0x0018_601A, y0)
        .ul(0x0018_601C, x1)
        .ul(0x0018_601E, y1);
  }

  private static DicomWriter region(int x0, int y0, int x1, int y1, int unit, double delta) {
    return corners(x0, y0, x1, y1)
        .us(0x0018_6024, unit)
        .us(0x0018_6026, unit)
        .fd(0x0018_602C, delta)
        .fd(0x0018_602E, delta);
  }

  private static void assertSaid(Cine cine, Remark.Property property, Remark.Basis basis) {
    assertEquals(1, cine.remarks().size(), () -> cine.remarks().toString());
    assertSame(property, cine.remarks().get(0).property());
    assertSame(basis, cine.remarks().get(0).basis());
  }
}
