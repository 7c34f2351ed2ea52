package org.echomotion.ef.clip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.echomotion.ef.beats.AssessedBeat;
import org.echomotion.ef.beats.Beat;
import org.echomotion.ef.beats.TimeGrid;
import org.echomotion.ef.beats.VolumeCurve;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.interval.BoundaryUncertainty;
import org.echomotion.ef.interval.ErrorPropagation;
import org.echomotion.ef.temporal.MeasuredFrame;
import org.echomotion.ef.temporal.TemporalEstimate;
import org.echomotion.ef.temporal.TemporalModel;
import org.echomotion.ef.volume.BeatSlices;
import org.echomotion.ef.volume.CubicPixels;
import org.echomotion.ef.volume.FrameMeasurement;
import org.echomotion.ef.volume.Slices;

/**
 * A clip's frames, each measured on its outline, and what a temporal model makes of them.
 *
 * @param measured one per frame, in order; empty where no left ventricle was found
 * @param estimate empty without a temporal model
 * @param grid the points in time that beats are found on
 */
record ClipFrames(
    List<FrameContour> contours,
    List<Optional<FrameMeasurement>> measured,
    Optional<TemporalEstimate> estimate,
    TimeGrid grid) {

  static ClipFrames of(SegmentedClip clip, TemporalModel temporal) {
    List<Optional<FrameMeasurement>> measured =
        clip.frames().stream().map(FrameMeasurement::of).toList();
    Optional<TemporalEstimate> estimate =
        measured.stream().allMatch(Optional::isEmpty)
            ? Optional.empty()
            : temporal.correct(
                IntStream.range(0, measured.size())
                    .mapToObj(i -> MeasuredFrame.of(clip.frames().get(i), measured.get(i)))
                    .toList(),
                clip.frameRate());
    TimeGrid grid =
        clip.recording()
            .frameTimes()
            .map(TimeGrid::of)
            .orElseGet(() -> TimeGrid.even(measured.size(), clip.frameRate()));
    return new ClipFrames(clip.frames(), measured, estimate, grid);
  }

  /** What the temporal model makes of each point of the grid: of the frame nearest to it. */
  Optional<TemporalEstimate> estimateOn(VolumeCurve curve) {
    return estimate.map(
        e ->
            new TemporalEstimate(
                IntStream.range(0, curve.frameCount())
                    .mapToObj(point -> e.frames().get(grid.frame(point)))
                    .toList()));
  }

  /** How many frames have an outline. */
  long outlined() {
    return measured.stream().filter(Optional::isPresent).count();
  }

  /** Share of the frames whose own volume is on the curve, 0 to 1. */
  double keptShare(VolumeCurve curve) {
    long kept =
        IntStream.range(0, measured.size()).filter(i -> curve.isKept(grid.point(i))).count();
    return (double) kept / measured.size();
  }

  /** Per frame, cubic pixels. */
  List<OptionalDouble> volumes() {
    if (estimate.isPresent()) {
      return estimate.get().frames().stream()
          .map(frame -> OptionalDouble.of(frame.slices().volume().value()))
          .toList();
    }
    return measured.stream()
        .map(m -> m.map(v -> OptionalDouble.of(v.volume().value())).orElse(OptionalDouble.empty()))
        .toList();
  }

  /** Each frame with its place on the curve; none where there is no curve. */
  List<ClipResult.Frame> on(Optional<VolumeCurve> curve) {
    List<ClipResult.Frame> frames = new ArrayList<>();
    for (int i = 0; i < measured.size(); i++) {
      int frame = i;
      frames.add(new ClipResult.Frame(measured.get(i), curve.map(c -> grid.at(c, frame))));
    }
    return frames;
  }

  /** Of each beat, in the same order. */
  List<BeatSlices> slices(List<AssessedBeat> beats) {
    return beats.stream()
        .map(AssessedBeat::beat)
        .map(
            beat ->
                new BeatSlices(
                    phase(beat.endDiastolicFrame(), beat.endDiastolicVolume()),
                    phase(beat.endSystolicFrame(), beat.endSystolicVolume())))
        .toList();
  }

  /** Of the smoothed volume: the outline of one frame alone jitters. */
  private BeatSlices.Phase phase(int frame, double volume) {
    Slices slices =
        estimate
            .map(e -> e.frames().get(frame).slices())
            .orElseGet(() -> nearest(frame).disks().slices());
    return new BeatSlices.Phase(
        slices.withVolume(new CubicPixels(volume)), relativeVolumeSd(frame));
  }

  ErrorPropagation.BeatError error(Beat beat) {
    return new ErrorPropagation.BeatError(
        beat.ejectionFractionPercent(),
        relativeVolumeSd(beat.endDiastolicFrame()),
        relativeVolumeSd(beat.endSystolicFrame()));
  }

  private double relativeVolumeSd(int frame) {
    FrameMeasurement measurement = nearest(frame);
    FrameContour source = contours.get(measurement.frameIndex());
    return BoundaryUncertainty.relativeVolumeSd(
        measurement.disks(), BoundaryUncertainty.displacementPixels(source.meanBoundaryEntropy()));
  }

  /** The frame's measurement, or that of the nearest frame that has one (the earlier of two). */
  FrameMeasurement nearest(int frame) {
    for (int distance = 0; distance < measured.size(); distance++) {
      for (int candidate : new int[] {frame - distance, frame + distance}) {
        if (candidate >= 0 && candidate < measured.size() && measured.get(candidate).isPresent()) {
          return measured.get(candidate).get();
        }
      }
    }
    throw new IllegalStateException("a clip with a volume curve has a measured frame");
  }
}
