package org.echomotion.ingest.sector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.decode.PixelRegion;
import org.echomotion.ingest.decode.Plane;
import org.echomotion.ingest.decode.SourceFormat;
import org.echomotion.ingest.dicom.DicomDecoder;
import org.echomotion.remark.Remark;
import org.junit.jupiter.api.Test;

class PlanesTest {

  private static final Cine FAN = SyntheticScan.fan(240, 320, 160, 8, 38, 38, 0, 220).cine();
  private static final Cine OTHER_FAN = SyntheticScan.fan(240, 320, 160, 12, 36, 36, 0, 210).cine();

  @Test
  void splitsTwoPlanesBesideEachOther() {
    Cine two = beside(FAN, OTHER_FAN);
    List<Cine> planes = Planes.of(two);
    assertEquals(
        List.of(
            "The picture shows two planes. This is the left one.",
            "The picture shows two planes. This is the right one."),
        planes.stream().map(cine -> cine.remarks().get(0).text()).toList());
    int cut = planes.get(0).columns();
    assertEquals(320, cut, 10);
    assertFrames(two, region(0, 0, cut, 240), planes.get(0));
    assertFrames(two, region(cut, 0, 640 - cut, 240), planes.get(1));
    Cine smaller = SyntheticScan.fan(240, 320, 160, 40, 42, 42, 0, 180).cine();
    assertEquals(2, Planes.of(beside(FAN, smaller)).size());
  }

  @Test
  void splitsTwoPlanesAboveEachOther() {
    List<Cine> planes = Planes.of(above(FAN, OTHER_FAN));
    assertEquals(
        "The picture shows two planes. This is the lower one.",
        planes.get(1).remarks().get(0).text());
    assertEquals(320, planes.get(0).columns());
    assertEquals(320, planes.get(1).columns());
    assertEquals(480, planes.get(0).rows() + planes.get(1).rows());
  }

  @Test
  void cropsEachPlaneAsIfItWereAlone() {
    for (Cine plane : Planes.of(beside(FAN, FAN))) {
      Sector alone = SectorFinder.find(FAN);
      Sector sector = SectorFinder.find(plane);
      assertEquals(alone.x(), sector.x());
      assertEquals(alone.y(), sector.y());
      assertEquals(alone.width(), sector.width());
      assertEquals(alone.height(), sector.height());
      assertEquals(PictureMeasures.of(FAN, alone), PictureMeasures.of(plane, sector));
    }
  }

  @Test
  void keepsThreeAndFourPlanesInOneCineAndWithholdsTheNumber() {
    Cine two = beside(FAN, OTHER_FAN);
    Cine dark = of(Collections.nCopies(12, new byte[240 * 320]), 240, 320);
    for (Cine picture : List.of(above(two, two), above(two, beside(FAN, dark)))) {
      List<Cine> one = Planes.of(picture);
      assertEquals(1, one.size());
      assertEquals(picture.frames(), one.get(0).frames());
      assertTrue(one.get(0).planes().size() > 2);
      assertEquals(List.of(true), one.get(0).remarks().stream().map(Remark::withholds).toList());
    }
    assertEquals(2, Planes.of(above(two, beside(dark, dark))).size());
  }

  @Test
  void splitsStatedPlanesThatTouchOrOverlap() {
    Cine two = beside(FAN, OTHER_FAN);
    for (int overlap : new int[] {0, 1, 20}) {
      assertEquals(
          List.of("left", "right"),
          places(two, region(0, 0, 320 + overlap, 230), region(320, 0, 320, 240)));
      assertEquals(
          List.of("upper", "lower"),
          places(
              above(FAN, OTHER_FAN), region(0, 240, 320, 240), region(0, 0, 310, 240 + overlap)));
    }
  }

  @Test
  void leavesOutStatedPlanesThatAreDark() {
    Cine dark = of(Collections.nCopies(12, new byte[240 * 320]), 240, 320);
    Plane left = new Plane(region(0, 0, 320, 240), List.of());
    Plane right = new Plane(region(320, 0, 320, 240), List.of());
    Cine stated =
        beside(FAN, dark).withPlanes(List.of(left, right)).withView(Optional.of(EchoView.A2C));
    List<Cine> planes = Planes.of(stated);
    assertEquals(1, planes.size());
    assertFrames(stated, left.region(), planes.get(0));
    assertEquals(Optional.of(EchoView.A2C), planes.get(0).view());
    assertEquals(List.of(), planes.get(0).remarks());
    assertEquals(1, Planes.of(beside(dark, dark).withPlanes(List.of(left, right))).size());
  }

  @Test
  void saysThatTheViewOfTheFileIsNotUsed() {
    Cine two = beside(FAN, OTHER_FAN);
    for (Cine plane : Planes.of(two.withView(Optional.of(EchoView.A4C)))) {
      assertEquals(Optional.empty(), plane.view());
      assertEquals(
          "The view A4C that the file states cannot be the view of both planes, and was not used.",
          plane.remarks().get(1).text());
    }
    for (Cine plane : Planes.of(two.withView(Optional.of(EchoView.OTHER)))) {
      assertEquals(Optional.of(EchoView.OTHER), plane.view());
      assertEquals(1, plane.remarks().size());
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
    assertEquals(List.of(310, 310), planes.stream().map(Cine::columns).toList());
  }

  /** Where the stated planes lie, in the order of the clips. */
  private static List<String> places(Cine cine, PixelRegion one, PixelRegion other) {
    Cine stated = cine.withPlanes(List.of(new Plane(other, List.of()), new Plane(one, List.of())));
    return Planes.of(stated).stream()
        .map(plane -> plane.remarks().get(0).text().replaceAll(".* the (\\w+) one.", "$1"))
        .toList();
  }

  private static void assertFrames(Cine picture, PixelRegion region, Cine plane) {
    assertEquals(region.width(), plane.columns());
    assertEquals(region.height(), plane.rows());
    for (int i = 0; i < picture.frames().size(); i++) {
      assertArrayEquals(
          region.cropped(picture.frames().get(i), picture.columns()), plane.frames().get(i));
    }
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
