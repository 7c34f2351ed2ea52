package org.echomotion.ingest.sector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

class SideBySideTest {

  private static final Cine FAN = SyntheticScan.fan(240, 320, 160, 8, 38, 38, 0, 220).cine();

  @Test
  void seesTwoPlanesBesideEachOther() {
    assertTrue(SideBySide.remark(beside(FAN, FAN)).orElseThrow().withholds());
    Cine smaller = SyntheticScan.fan(240, 320, 160, 40, 42, 42, 0, 180).cine();
    assertTrue(SideBySide.remark(beside(FAN, smaller)).isPresent());
  }

  @Test
  void seesTwoPlanesAboveEachOther() {
    assertTrue(SideBySide.remark(above(FAN, FAN)).isPresent());
  }

  @Test
  void seesOnePlaneWithMenusAndTraces() {
    assertEquals(Optional.empty(), SideBySide.remark(FAN));
    Cine screen =
        SyntheticScan.fan(480, 640, 320, 20, 40, 40, 0, 380)
            .text(10, 10, 150, 200)
            .trace(0, 420, 640, 55)
            .cine();
    assertEquals(Optional.empty(), SideBySide.remark(screen));
    Cine box = SyntheticScan.rectangle(240, 320, 20, 20, 260, 200).cine();
    assertEquals(Optional.empty(), SideBySide.remark(beside(FAN, box)));
    Cine inset = SyntheticScan.fan(240, 320, 160, 8, 38, 38, 0, 90).cine();
    assertEquals(Optional.empty(), SideBySide.remark(beside(FAN, inset)));
  }

  @Test
  void seesOnePlaneInARealCineWithoutItsStatedRegion() {
    Cine cine =
        new DicomDecoder().decode(Path.of("../../docs/samples/a4c.dcm"), DecodeLimits.DEFAULT);
    assertEquals(
        Optional.empty(), SideBySide.remark(of(cine.frames(), cine.rows(), cine.columns())));
  }

  @Test
  void leavesItToAFileThatStatesItsTissue() {
    Cine two = beside(FAN, FAN);
    Cine stated =
        new Cine(
            two.frames(),
            two.rows(),
            two.columns(),
            50,
            Optional.empty(),
            Optional.empty(),
            SourceFormat.DICOM,
            Optional.of(new PixelRegion(0, 0, 320, 240)));
    assertEquals(Optional.empty(), SideBySide.remark(stated));
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
    return new Cine(
        frames, rows, columns, 50, Optional.empty(), Optional.empty(), SourceFormat.AVI);
  }
}
