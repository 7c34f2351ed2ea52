package org.echomotion.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.StatedTimes;
import org.echomotion.remark.Remark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frame rates that a DICOM file states elsewhere than in the frame time. */
class StatedRateTest {

  @TempDir Path folder;

  @Test
  void readsTheActualFrameDuration() {
    Cine cine = decode(file().text(0x0018_1242, "IS", "20").text(0x0018_0040, "IS", "17"));
    assertEquals(50, cine.frameRateHz(), 1e-9);
    assertRemark(cine, Remark.Basis.STATED);
  }

  @Test
  void readsTheAcquisitionDurationOfTheSharedFunctionalGroups() {
    DicomWriter file = file();
    DicomWriter content = file.item().fd(0x0018_9220, 40);
    Cine cine = decode(file.sequence(0x5200_9229, true, group(file, content)));
    assertEquals(25, cine.frameRateHz(), 1e-9);
    assertRemark(cine, Remark.Basis.DERIVED);
  }

  @Test
  void readsTheAcquisitionDurationOfAFrame() {
    DicomWriter file = file();
    DicomWriter[] groups =
        IntStream.range(0, 4)
            .mapToObj(i -> group(file, file.item().fd(0x0018_9220, 40)))
            .toArray(DicomWriter[]::new);
    assertEquals(25, decode(file.sequence(0x5200_9230, false, groups)).frameRateHz(), 1e-9);
  }

  @Test
  void readsTheTimeOfEachFrameAcrossMidnight() {
    Cine cine =
        decode(
            perFrame(
                0x0018_9151,
                "20260101235959.940000+0100",
                "20260101235959.980000+0100",
                "20260102000000.020000+0100",
                "20260102000000.100000+0100"));
    assertEquals(25, cine.frameRateHz(), 1e-6);
    assertEquals(
        List.of(0.0, 0.04, 0.08, 0.16),
        cine.times().frames().stream().map(t -> Math.round(t * 1e6) / 1e6).toList());
    assertTrue(cine.remarks().isEmpty());
  }

  @Test
  void doesWithoutTimesOfFramesThatAreNone() {
    DicomWriter file = perFrame(0x0018_9074, "2026", "CANARY", "", "20260102000000.1");
    EchoMotionException refusal = assertThrows(EchoMotionException.class, () -> decode(file));
    assertSame(IngestError.NO_FRAME_RATE, refusal.code());
  }

  @Test
  void saysWhereARateIsThatOfADisplay() {
    Cine cine = decode(file().text(0x0018_0040, "IS", "60"));
    assertEquals(60, cine.frameRateHz());
    assertRemark(cine, Remark.Basis.ASSUMED);
    assertRemark(decode(file().text(0x0008_2144, "IS", "45")), Remark.Basis.ASSUMED);
    assertRemark(decode(file().text(0x0018_0072, "DS", "0.1")), Remark.Basis.DERIVED);
  }

  @Test
  void doesNotPlaceRWavesOnTheClockOfADisplay() {
    byte[] rWaves = new byte[8];
    ByteBuffer.wrap(rWaves).order(ByteOrder.LITTLE_ENDIAN).putFloat(0).putFloat(40);
    assertEquals(
        List.of(),
        decode(file().text(0x0018_0040, "IS", "60").element(0x0018_6060, "FL", rWaves))
            .times()
            .rWaves());
  }

  @Test
  void hasNothingToSayOfAFrameTime() {
    Cine cine = decode(file().text(0x0018_1063, "DS", "20"));
    assertTrue(cine.remarks().isEmpty());
    assertEquals(StatedTimes.NONE, cine.times());
  }

  private static void assertRemark(Cine cine, Remark.Basis basis) {
    assertEquals(1, cine.remarks().size());
    assertSame(Remark.Property.TIME, cine.remarks().get(0).property());
    assertSame(basis, cine.remarks().get(0).basis());
  }

  private static DicomWriter perFrame(int tag, String... times) {
    DicomWriter file = file();
    DicomWriter[] groups = new DicomWriter[times.length];
    for (int i = 0; i < times.length; i++) {
      groups[i] = group(file, file.item().text(tag, "DT", times[i]));
    }
    return file.sequence(0x5200_9230, true, groups);
  }

  private static DicomWriter group(DicomWriter file, DicomWriter content) {
    return file.item().sequence(0x0020_9111, true, content);
  }

  private static DicomWriter file() {
    return DicomWriter.file(DicomWriter.EXPLICIT).image("MONOCHROME2", 1, 4, 4, 4, 8);
  }

  private Cine decode(DicomWriter file) {
    return DicomFiles.decode(folder, file.pixels(new byte[4 * 16]).bytes());
  }
}
