package org.echomotion.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.StatedTimes;
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
    assertEquals(40, cine.frameRateHz(), 1e-9);
  }

  @Test
  void evenIncrementsAreARateAndNoTimes() {
    assertEquals(StatedTimes.NONE, fan(new double[] {0, 20, 20, 20, 20, 20}).times());
    // A clock that ticks in milliseconds: 33.3 ms in whole ones.
    assertEquals(StatedTimes.NONE, fan(new double[] {0, 33, 33, 34, 33, 33, 34}).times());
  }

  @Test
  void incrementsThatNoScannerHasAreNotBelieved() {
    assertEquals(StatedTimes.NONE, fan(new double[] {0, 20, 20, -10, 20, 40}).times());
    assertEquals(StatedTimes.NONE, fan(new double[] {0, 20, 20, 4000, 20, 20}).times());
    assertEquals(StatedTimes.NONE, fan(new double[] {0, 2, 2, 2, 900, 2, 900}).times());
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
    return seconds.stream().map(t -> Math.round(t * 1e9) / 1e9).toList();
  }
}
