package org.echomotion.ingest.sector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.decode.PixelRegion;
import org.echomotion.ingest.decode.SourceFormat;
import org.echomotion.ingest.dicom.DicomDecoder;
import org.junit.jupiter.api.Test;

class PlanesTest {

  private static final Cine FAN = SyntheticScan.fan(240, 320, 160, 8, 38, 38, 0, 220).cine();

  @Test
  void splitsTwoPlanesBesideEachOther() {
    List<Cine> planes = Planes.of(beside(FAN, FAN));
    assertEquals(
        List.of(
            "The picture shows two planes. This is the left one.",
            "The picture shows two planes. This is the right one."),
        planes.stream().map(cine -> cine.remarks().get(0).text()).toList());
    assertEquals(region(0, 0, 320, 240), planes.get(0).tissueRegion().orElseThrow());
    assertEquals(region(320, 0, 320, 240), planes.get(1).tissueRegion().orElseThrow());
    Cine smaller = SyntheticScan.fan(240, 320, 160, 40, 42, 42, 0, 180).cine();
    assertEquals(2, Planes.of(beside(FAN, smaller)).size());
  }

  @Test
  void splitsTwoPlanesAboveEachOther() {
    List<Cine> planes = Planes.of(above(FAN, FAN));
    assertEquals(
        "The picture shows two planes. This is the lower one.",
        planes.get(1).remarks().get(0).text());
    assertEquals(0, planes.get(0).tissueRegion().orElseThrow().y());
    assertEquals(320, planes.get(0).tissueRegion().orElseThrow().width());
  }

  @Test
  void cropsEachPlaneAsIfItWereAlone() {
    Sector alone = SectorFinder.find(FAN);
    for (Cine plane : Planes.of(beside(FAN, FAN))) {
      Sector sector = SectorFinder.find(plane);
      assertEquals(alone.width(), sector.width(), 4);
      assertEquals(alone.height(), sector.height(), 4);
    }
  }

  @Test
  void seesOnePlaneWithMenusAndTraces() {
    assertOne(FAN);
    Cine screen =
        SyntheticScan.fan(480, 640, 320, 20, 40, 40, 0, 380)
            .text(10, 10, 150, 200)
            .trace(0, 420, 640, 55)
            .cine();
    assertOne(screen);
    Cine box = SyntheticScan.rectangle(240, 320, 20, 20, 260, 200).cine();
    assertOne(beside(FAN, box));
    Cine inset = SyntheticScan.fan(240, 320, 160, 8, 38, 38, 0, 90).cine();
    assertOne(beside(FAN, inset));
  }

  @Test
  void seesOnePlaneInARealCineWithAndWithoutItsStatedRegion() {
    Cine cine =
        new DicomDecoder().decode(Path.of("../../docs/samples/a4c.dcm"), DecodeLimits.DEFAULT);
    assertOne(cine);
    assertOne(of(cine.frames(), cine.rows(), cine.columns(), Optional.empty()));
  }

  @Test
  void looksInsideTheStatedTissueOnly() {
    Cine two = beside(FAN, FAN);
    assertOne(of(two.frames(), 240, 640, Optional.of(region(0, 0, 320, 240))));
    List<Cine> planes = Planes.of(of(two.frames(), 240, 640, Optional.of(region(10, 0, 620, 240))));
    assertEquals(region(10, 0, 310, 240), planes.get(0).tissueRegion().orElseThrow());
    assertEquals(region(320, 0, 310, 240), planes.get(1).tissueRegion().orElseThrow());
  }

  private static void assertOne(Cine cine) {
    assertEquals(List.of(cine), Planes.of(cine));
  }

  private static PixelRegion region(int x, int y, int width, int height) {
    return new PixelRegion(x, y, width, height);
  }

  private static Cine beside(Cine left, Cine right) {
    int columns = left.columns() + right.columns();
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < left.frames().size(); i++) {
      byte[] frame = new byte[left.rows() * columns];
      for (int y = 0; y < left.rows(); y++) {
        System.arraycopy(
            left.frames().get(i), y * left.columns(), frame, y * columns, left.columns());
        System.arraycopy(
            right.frames().get(i),
            y * right.columns(),
            frame,
            y * columns + left.columns(),
            right.columns());
      }
      frames.add(frame);
    }
    return of(frames, left.rows(), columns);
  }

  private static Cine above(Cine upper, Cine lower) {
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < upper.frames().size(); i++) {
      byte[] first = upper.frames().get(i);
      byte[] second = lower.frames().get(i);
      byte[] frame = Arrays.copyOf(first, first.length + second.length);
      System.arraycopy(second, 0, frame, first.length, second.length);
      frames.add(frame);
    }
    return of(frames, upper.rows() + lower.rows(), upper.columns());
  }

  private static Cine of(List<byte[]> frames, int rows, int columns) {
    return of(frames, rows, columns, Optional.empty());
  }

  private static Cine of(
      List<byte[]> frames, int rows, int columns, Optional<PixelRegion> tissueRegion) {
    return new Cine(
        frames,
        rows,
        columns,
        50,
        Optional.empty(),
        Optional.empty(),
        SourceFormat.AVI,
        tissueRegion);
  }
}
