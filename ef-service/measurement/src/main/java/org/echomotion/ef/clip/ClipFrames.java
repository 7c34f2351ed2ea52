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
 * A clip's frames, measured on their outlines, and the temporal model's estimate if there is one.
 *
 * @param measured one per frame, in order; empty if no left ventricle was detected
 * @param estimate empty without a temporal model
 * @param grid points in time for finding beats
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

  /** The temporal model's estimate at each point of the grid, from the nearest frame. */
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

  /** Share of the frames whose own volume was kept on the curve, 0 to 1. */
  double keptShare(VolumeCurve curve) {
    long kept =
        IntStream.range(0, measured.size()).filter(i -> curve.isKept(grid.point(i))).count();
    return (double) kept / measured.size();
  }

  /** One volume per frame, in cubic pixels; empty if the frame has no volume. */
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

  /** Each frame with its volume on the curve, if there is a curve. */
  List<ClipResult.Frame> on(Optional<VolumeCurve> curve) {
    List<ClipResult.Frame> frames = new ArrayList<>();
    for (int i = 0; i < measured.size(); i++) {
      int frame = i;
      frames.add(new ClipResult.Frame(measured.get(i), curve.map(c -> grid.at(c, frame))));
    }
    return frames;
  }

  /** The slices of each beat, in the same order. */
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

  /** The slices of one frame, scaled to the smoothed volume, because single outlines jitter. */
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

  /** The frame's measurement, or the nearest frame's (the earlier of two) if it has none. */
  FrameMeasurement nearest(int frame) {
    for (int distance = 0; distance < measured.size(); distance++) {
      for (int candidate : new int[] {frame - distance, frame + distance}) {
        if (candidate >= 0 && candidate < measured.size() && measured.get(candidate).isPresent()) {
          return measured.get(candidate).get();
        }
      }
    }
    throw new IllegalStateException("a clip with a volume curve needs a measured frame");
  }
}
