package org.echomotion.ef.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.ef.beats.Beat;
import org.echomotion.ef.beats.FrameRate;
import org.echomotion.ef.beats.FrameTimes;
import org.echomotion.ef.beats.RWaves;
import org.echomotion.ef.beats.Regularity;
import org.echomotion.ef.clip.ClipOutcome.Cause;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.contour.PixelSpacing;
import org.echomotion.ef.contour.Point;
import org.echomotion.ef.contour.Shapes;
import org.echomotion.ef.quality.Quality.Grade;
import org.echomotion.ef.temporal.TemporalEstimate;
import org.echomotion.ef.temporal.TemporalModel;
import org.echomotion.ef.volume.BeatSlices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClipPipelineTest {

  /** Half ellipsoids from 64 x 38 to 54 x 28 pixels: EF = 1 - (54 * 28^2) / (64 * 38^2). */
  private static final double TRUE_EF = 100 * (1 - 54.0 * 28 * 28 / (64.0 * 38 * 38));

  private static SegmentedClip clip(int frames, double hertz, Optional<PixelSpacing> spacing) {
    List<FrameContour> contours = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      double filled = (1 + Math.cos(2 * Math.PI * (i / hertz - 0.2) / 0.9)) / 2;
      contours.add(
          new FrameContour(
              i,
              Optional.of(
                  Shapes.halfEllipse(new Point(56, 88), 54 + 10 * filled, 28 + 10 * filled)),
              0.3));
    }
    return new SegmentedClip(contours, new FrameRate(hertz), spacing);
  }

  private static SegmentedClip clip() {
    return clip(150, 50, Optional.of(new PixelSpacing(1.3)));
  }

  @Test
  void measuresABeatingHalfEllipsoid() {
    ClipResult result = ClipPipeline.measure(clip());
    ClipOutcome.Computed computed = assertInstanceOf(ClipOutcome.Computed.class, result.outcome());
    assertEquals(TRUE_EF, computed.ejectionFractionPercent(), 1);
    double endDiastolic = Shapes.halfEllipsoidVolume(64, 38) * 1.3 * 1.3 * 1.3 / 1000;
    double endSystolic = Shapes.halfEllipsoidVolume(54, 28) * 1.3 * 1.3 * 1.3 / 1000;
    assertEquals(
        endDiastolic, computed.endDiastolicVolume().orElseThrow().value(), 0.01 * endDiastolic);
    assertEquals(
        endSystolic, computed.endSystolicVolume().orElseThrow().value(), 0.03 * endSystolic);
    assertEquals(66.7, result.heartRate().orElseThrow().bpm(), 1);
    assertEquals(Grade.GOOD, result.quality().grade());
    assertEquals(150, result.frames().size());
  }

  @Test
  void theSlicesOfABeatHaveItsVolumes() {
    ClipResult result = ClipPipeline.measure(clip());
    assertEquals(3, result.slices().size());
    for (int i = 0; i < 3; i++) {
      Beat beat = result.beats().get(i).beat();
      BeatSlices slices = result.slices().get(i);
      assertEquals(beat.endDiastolicVolume(), slices.endDiastole().slices().volume().value(), 1e-6);
      assertEquals(beat.endSystolicVolume(), slices.endSystole().slices().volume().value(), 1e-6);
      assertEquals(64, slices.endDiastole().slices().lengthPixels(), 0.5);
    }
    assertEquals(Regularity.REGULAR, result.regularity());
  }

  @Test
  void oneFrameIsNoBeat() {
    ClipResult result = ClipPipeline.measure(clip(1, 50, Optional.empty()));
    ClipOutcome.Withheld withheld = assertInstanceOf(ClipOutcome.Withheld.class, result.outcome());
    assertEquals(Cause.NO_FULL_BEAT, withheld.cause());
    assertEquals(1, result.frames().size());
  }

  @Test
  void masksThatNeverChangeAreNoBeat() {
    List<FrameContour> frames = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      frames.add(
          new FrameContour(i, Optional.of(Shapes.halfEllipse(new Point(56, 88), 60, 36)), 0.3));
    }
    ClipResult result =
        ClipPipeline.measure(new SegmentedClip(frames, new FrameRate(50), Optional.empty()));
    assertEquals(
        Cause.NO_FULL_BEAT, assertInstanceOf(ClipOutcome.Withheld.class, result.outcome()).cause());
  }

  @Test
  void aMaskAtTheBorderIsMeasuredButPoor() {
    List<FrameContour> frames = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      double filled = (1 + Math.cos(2 * Math.PI * (i / 50.0 - 0.2) / 0.9)) / 2;
      // The picture ends at column 111, halfway through the ventricle's right half.
      frames.add(
          new FrameContour(
              i,
              Optional.of(
                  Shapes.map(
                      Shapes.halfEllipse(new Point(102, 88), 54 + 10 * filled, 28 + 10 * filled),
                      p -> new Point(Math.min(111, p.x()), p.y()))),
              0.3));
    }
    ClipResult result =
        ClipPipeline.measure(new SegmentedClip(frames, new FrameRate(50), Optional.empty()));
    assertEquals(Grade.POOR, result.quality().grade());
    assertTrue(result.quality().reasons().get(0).contains("cut off by the edge"));
  }

  @Test
  void withoutSpacingTheEjectionFractionIsTheSameAndVolumesAreAbsent() {
    ClipOutcome.Computed with = (ClipOutcome.Computed) ClipPipeline.measure(clip()).outcome();
    ClipOutcome.Computed without =
        (ClipOutcome.Computed) ClipPipeline.measure(clip(150, 50, Optional.empty())).outcome();
    assertEquals(with.ejectionFractionPercent(), without.ejectionFractionPercent());
    assertEquals(with.interval(), without.interval());
    assertEquals(Optional.empty(), without.endDiastolicVolume());
  }

  @Test
  void theSameClipGivesTheSameBits() {
    assertEquals(ClipPipeline.measure(clip()), ClipPipeline.measure(clip()));
  }

  @Test
  void aClipWithoutVentricleSaysSo() {
    List<FrameContour> frames = new ArrayList<>(clip().frames());
    for (int i = 0; i < 90; i++) {
      frames.set(i, new FrameContour(i, Optional.empty(), 0));
    }
    ClipResult result =
        ClipPipeline.measure(new SegmentedClip(frames, new FrameRate(50), Optional.empty()));
    ClipOutcome.Withheld withheld = assertInstanceOf(ClipOutcome.Withheld.class, result.outcome());
    assertEquals(Cause.NO_LEFT_VENTRICLE, withheld.cause());
    assertTrue(withheld.reason().contains("60 of 150"));
    assertEquals(Grade.POOR, result.quality().grade());
  }

  @Test
  void halfABeatGivesNoNumber() {
    ClipResult result = ClipPipeline.measure(clip(16, 50, Optional.empty()));
    ClipOutcome.Withheld withheld = assertInstanceOf(ClipOutcome.Withheld.class, result.outcome());
    assertEquals(Cause.NO_FULL_BEAT, withheld.cause());
    assertEquals(16, result.frames().size());
  }

  @Test
  void aWrongCalibrationIsImplausible() {
    ClipResult result = ClipPipeline.measure(clip(150, 50, Optional.of(new PixelSpacing(0.13))));
    ClipOutcome.Withheld withheld = assertInstanceOf(ClipOutcome.Withheld.class, result.outcome());
    assertEquals(Cause.IMPLAUSIBLE, withheld.cause());
    assertTrue(withheld.reason().contains("pixel spacing"));
  }

  @Test
  void aCollapsingOutlineIsImplausible() {
    List<FrameContour> frames = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      double filled = (1 + Math.cos(2 * Math.PI * (i / 50.0 - 0.2) / 0.9)) / 2;
      frames.add(
          new FrameContour(
              i,
              Optional.of(Shapes.halfEllipse(new Point(56, 88), 20 + 44 * filled, 6 + 32 * filled)),
              0.3));
    }
    ClipResult result =
        ClipPipeline.measure(new SegmentedClip(frames, new FrameRate(50), Optional.empty()));
    assertEquals(
        Cause.IMPLAUSIBLE, assertInstanceOf(ClipOutcome.Withheld.class, result.outcome()).cause());
  }

  /** Without a temporal model, and with one that finds nothing to correct. */
  static List<TemporalModel> temporalModels() {
    return List.of(
        TemporalModel.NONE,
        (frames, rate) ->
            Optional.of(
                new TemporalEstimate(
                    frames.stream()
                        .map(f -> new TemporalEstimate.Frame(f.orElseThrow().slices(), 0, 0))
                        .toList())));
  }

  @ParameterizedTest
  @MethodSource("temporalModels")
  void aClipThatLacksFramesIsMeasuredOnTheTimesOfThoseItHas(TemporalModel temporal) {
    SegmentedClip whole = clip();
    List<FrameContour> left = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      // Three lost frames in a row in the second ejection, and one in ten elsewhere.
      if (i % 10 != 7 && (i < 60 || i > 62)) {
        FrameContour frame = whole.frames().get(i);
        left.add(new FrameContour(left.size(), frame.contour(), frame.meanBoundaryEntropy()));
        seconds.add(i / 50.0);
      }
    }
    Recording recording =
        new Recording(
            FrameTimes.of(seconds, left.size()), RWaves.NONE, Optional.empty(), List.of());
    ClipResult result =
        ClipPipeline.measure(
            new SegmentedClip(left, new FrameRate(44), whole.spacing(), recording), temporal);
    ClipResult expected = ClipPipeline.measure(whole);
    assertEquals(
        expected.heartRate().orElseThrow().bpm(), result.heartRate().orElseThrow().bpm(), 0.7);
    assertEquals(expected.beats().size(), result.beats().size());
    for (int i = 0; i < result.beats().size(); i++) {
      Beat is = result.beats().get(i).beat();
      Beat was = expected.beats().get(i).beat();
      assertEquals(was.endDiastolicFrame() / 50.0, seconds.get(is.endDiastolicFrame()), 0.021);
      assertEquals(was.endSystolicFrame() / 50.0, seconds.get(is.endSystolicFrame()), 0.021);
      assertEquals(was.ejectionFractionPercent(), is.ejectionFractionPercent(), 1);
      assertEquals(was.cycleFrames(), is.cycleFrames(), 1);
    }
    assertEquals(left.size(), result.frames().size());
    assertEquals(Grade.GOOD, result.quality().grade());
  }

  @Test
  void whatAClipWithoutTimesGivesIsNotMovedByTheGrid() {
    SegmentedClip clip = clip();
    List<Double> even = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      even.add(i / 64.0);
    }
    SegmentedClip timed =
        new SegmentedClip(
            clip.frames(),
            new FrameRate(64),
            clip.spacing(),
            new Recording(FrameTimes.of(even, 150), RWaves.NONE, Optional.empty(), List.of()));
    SegmentedClip untimed =
        new SegmentedClip(clip.frames(), new FrameRate(64), clip.spacing(), Recording.NONE);
    assertEquals(ClipPipeline.measure(untimed).outcome(), ClipPipeline.measure(timed).outcome());
  }

  /** A changed setting changes the hash, so results made before are not taken for new ones. */
  @Test
  void theSettingsHashNamesTheSettingsOfToday() {
    assertEquals(
        "15983147cff8685ff31187b727d1af85501222847663aa22f6cb87da16a6d891",
        ClipPipeline.SETTINGS_HASH);
  }
}
