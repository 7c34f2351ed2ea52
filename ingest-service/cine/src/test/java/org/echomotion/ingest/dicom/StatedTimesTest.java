package org.echomotion.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.StatedTimes;
import org.echomotion.remark.Remark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The times that a DICOM file states: of frames, and of R-waves. */
class StatedTimesTest {

  @TempDir Path folder;

  @Test
  void aLostFrameLeavesATimeForEachFrame() {
    Cine cine = fan(TimedFile.withALostFrame(5, 20, 3));
    assertEquals(List.of(0.0, 0.02, 0.04, 0.08, 0.1), rounded(cine.times().frames()));
    assertEquals(List.of(), cine.times().rWaves());
    assertEquals(50, cine.frameRateHz(), 1e-9, "a lost frame does not make the others slower");
  }

  @Test
  void evenIncrementsAreARateAndNoTimes() {
    assertEquals(StatedTimes.NONE, fan(new double[] {0, 20, 20, 20, 20, 20}).times());
    // A clock that ticks in milliseconds: 33.3 ms in whole ones.
    assertEquals(StatedTimes.NONE, fan(new double[] {0, 33, 33, 34, 33, 33, 34}).times());
  }

  @Test
  void anIncrementThatCannotBeTrueIsReplaced() {
    Cine cine = fan(new double[] {0, 20, 20, -10, 20, 40});
    assertEquals(50, cine.frameRateHz(), 1e-9);
    assertEquals(List.of(0.0, 0.02, 0.04, 0.06, 0.08, 0.12), rounded(cine.times().frames()));
    assertSame(Remark.Basis.DERIVED, cine.remarks().get(0).basis());
  }

  @Test
  void aPauseIsAGapAndNotASlowerCine() {
    double[] increments = steps(30, 100 / 3.0);
    increments[14] = 2_000;
    Cine cine = fan(increments);
    assertEquals(30, cine.frameRateHz(), 1e-9);
    assertEquals(30, cine.times().frames().size());
    assertEquals(2.0, cine.times().frames().get(14) - cine.times().frames().get(13), 1e-9);
    assertSame(Remark.Property.TIME, cine.remarks().get(0).property());
  }

  @Test
  void aVectorOfTimesIsTakenAsTimes() {
    double[] times = steps(30, 0);
    Arrays.setAll(times, i -> i * 100 / 3.0);
    Cine cine = fan(times);
    assertEquals(30, cine.frameRateHz(), 1e-9);
    assertEquals(StatedTimes.NONE, cine.times());
    assertSame(Remark.Basis.DERIVED, cine.remarks().get(0).basis());
    // The times do not start at 0 and contain a pause.
    Arrays.setAll(times, i -> 5_000 + i * 20 + (i > 9 ? 300 : 0));
    assertEquals(50, fan(times).frameRateHz(), 1e-9);
    assertEquals(0.32 + 9 * 0.02, fan(times).times().frames().get(10), 1e-9);
  }

  @Test
  void aVectorMayLackItsFirstZero() {
    Cine cine = DicomFiles.decode(folder, stated(4, 0x0018_1065, "DS", "20\\20\\40"));
    assertEquals(50, cine.frameRateHz(), 1e-9);
    assertEquals(List.of(0.0, 0.02, 0.04, 0.08), rounded(cine.times().frames()));
  }

  @Test
  void aVectorOfOneValueHoldsForAllFrames() {
    Cine cine = DicomFiles.decode(folder, stated(4, 0x0018_1065, "DS", "20"));
    assertEquals(50, cine.frameRateHz(), 1e-9);
    assertEquals(StatedTimes.NONE, cine.times());
    assertSame(Remark.Basis.DERIVED, cine.remarks().get(0).basis());
  }

  @Test
  void incrementsThatNoScannerHasAreNoRate() {
    for (double[] increments :
        List.of(
            new double[] {0, 5000, 4000, 7000, 9000, 5000},
            new double[] {0, 0.02, 0.02, 0.02, 0.02, 0.02},
            new double[] {0, -20, -20, -20, 20, -20})) {
      EchoMotionException refusal = assertThrows(EchoMotionException.class, () -> fan(increments));
      assertSame(IngestError.NO_FRAME_RATE, refusal.code());
    }
  }

  @Test
  void aVectorThatDoesNotTellTheRateTellsNoTimes() {
    Cine cine =
        DicomFiles.decode(
            folder,
            DicomWriter.gray(DicomWriter.EXPLICIT, 3, 4, 4)
                .text(0x0018_1065, "DS", "0\\10\\40")
                .pixels(new byte[16], new byte[16], new byte[16])
                .bytes());
    assertEquals(50, cine.frameRateHz());
    assertEquals(StatedTimes.NONE, cine.times());
  }

  @Test
  void rWavesComeInSecondsFromTheFirstFrame() {
    assertEquals(List.of(0.0, 0.25, 0.5), rWaves(0, 250, 500));
  }

  @Test
  void rWavesOutsideTheCineAreLeftOut() {
    assertEquals(List.of(0.25, 0.5), rWaves(-400, 250, 500, 1300));
  }

  @Test
  void rWavesThatAreNoHeartsAreNotBelieved() {
    assertEquals(List.of(), rWaves(500, 250));
    assertEquals(List.of(), rWaves(100, 150, 200));
    assertEquals(List.of(), rWaves(100, Float.NaN, 700));
    assertEquals(List.of(), rWaves(100, Float.POSITIVE_INFINITY));
  }

  @Test
  void aVectorOfBrokenLengthIsNone() {
    Cine cine =
        DicomFiles.decode(
            folder,
            DicomWriter.gray(DicomWriter.EXPLICIT, 2, 4, 4)
                .element(0x0018_6060, "FL", new byte[6])
                .pixels(new byte[16], new byte[16])
                .bytes());
    assertEquals(List.of(), cine.times().rWaves());
  }

  @Test
  void anRWaveWhileTheLastFrameIsShownIsInsideTheCine() {
    Cine cine =
        DicomFiles.decode(folder, TimedFile.fan(TimedFile.withALostFrame(12, 20, 4), 40, 245));
    assertEquals(List.of(0.04, 0.245), rounded(cine.times().rWaves()));
  }

  @Test
  void aReplacedTimeTakesTheRWavesAlong() {
    double[] increments = steps(50, 20);
    increments[7] = -30_000;
    increments[9] = 60;
    Cine cine = DicomFiles.decode(folder, TimedFile.fan(increments, 250, 750));
    assertEquals(50, cine.frameRateHz(), 1e-9);
    assertEquals(List.of(), cine.times().rWaves());
  }

  private static double[] steps(int frames, double ms) {
    double[] increments = new double[frames];
    Arrays.fill(increments, 1, frames, ms);
    return increments;
  }

  /** Frames of 4 x 4 with one statement of time. */
  private static byte[] stated(int frames, int tag, String vr, String value) {
    return DicomWriter.file(DicomWriter.EXPLICIT)
        .text(tag, vr, value)
        .image("MONOCHROME2", 1, frames, 4, 4, 8)
        .pixels(new byte[frames * 16])
        .bytes();
  }

  /** Of a cine of one second. */
  private List<Double> rWaves(float... milliseconds) {
    double[] increments = new double[50];
    Arrays.fill(increments, 1, 50, 20);
    return rounded(
        DicomFiles.decode(folder, TimedFile.fan(increments, milliseconds)).times().rWaves());
  }

  private Cine fan(double[] increments) {
    return DicomFiles.decode(folder, TimedFile.fan(increments));
  }

  private static List<Double> rounded(List<Double> seconds) {
    return seconds.stream().map(t -> Math.round(t * 1e6) / 1e6).toList();
  }
}
