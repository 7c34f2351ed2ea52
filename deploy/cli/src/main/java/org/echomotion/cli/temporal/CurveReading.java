package org.echomotion.cli.temporal;

import java.util.List;
import java.util.OptionalDouble;
import org.echomotion.ef.beats.AssessedBeat;
import org.echomotion.ef.beats.Beat;
import org.echomotion.ef.beats.BeatFinder;
import org.echomotion.ef.beats.BeatSelection;
import org.echomotion.ef.beats.FrameRate;
import org.echomotion.ef.beats.VolumeCurve;
import org.echomotion.ef.temporal.PhaseRefinement;
import org.echomotion.ef.temporal.TemporalEstimate;
import org.echomotion.ef.temporal.TemporalWindows;
import org.echomotion.segmentation.model.Tensor;
import org.echomotion.segmentation.model.TensorModel;
import org.echomotion.segmentation.training.temporal.TemporalSequence;

/**
 * The volume curve and beats of a clip, found with one of the compared methods.
 *
 * @param curve the volumes on which the beats were found
 * @param beats all beats, including excluded ones
 */
record CurveReading(VolumeCurve curve, List<AssessedBeat> beats) {

  /**
   * A model that corrects the disks, and the parts of its output that are used.
   *
   * @param disks whether the corrected volumes are used
   * @param phases whether the detected end-diastoles and end-systoles are used
   */
  record Learned(TensorModel model, boolean disks, boolean phases) {}

  /** Finds beats on the raw volumes. */
  static CurveReading unfiltered(TemporalSequence sequence) {
    return found(VolumeCurve.unfiltered(volumes(sequence), rate(sequence)));
  }

  /** Finds beats on the volumes after the filter of the pipeline. */
  static CurveReading filtered(TemporalSequence sequence) {
    return found(VolumeCurve.of(volumes(sequence), rate(sequence)));
  }

  /** Finds beats on the volumes after correction by a model. */
  static CurveReading learned(TemporalSequence sequence, Learned learned) {
    TemporalEstimate estimate = estimate(sequence, learned.model());
    VolumeCurve curve =
        VolumeCurve.of(
            learned.disks()
                ? estimate.frames().stream()
                    .map(f -> OptionalDouble.of(f.slices().volume().value()))
                    .toList()
                : volumes(sequence),
            rate(sequence));
    List<Beat> beats = BeatFinder.find(curve).beats();
    List<Beat> refined = learned.phases() ? PhaseRefinement.of(beats, curve, estimate) : beats;
    return new CurveReading(curve, BeatSelection.assess(refined, curve));
  }

  private static TemporalEstimate estimate(TemporalSequence sequence, TensorModel model) {
    TemporalWindows windows = sequence.windows();
    List<Long> shape =
        List.of(
            (long) windows.count(), (long) TemporalWindows.WINDOW, (long) TemporalWindows.FEATURES);
    List<Tensor> answer = model.run(List.of(Tensor.of("features", shape, windows.features())));
    return windows.merge(values(answer, "disks"), values(answer, "phases"));
  }

  private static float[] values(List<Tensor> answer, String name) {
    return answer.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow().floats();
  }

  private static CurveReading found(VolumeCurve curve) {
    return new CurveReading(curve, BeatSelection.assess(BeatFinder.find(curve).beats(), curve));
  }

  static List<OptionalDouble> volumes(TemporalSequence sequence) {
    return sequence.frames().stream()
        .map(
            f ->
                f.measured().isPresent()
                    ? OptionalDouble.of(f.measured().get().volume())
                    : OptionalDouble.empty())
        .toList();
  }

  private static FrameRate rate(TemporalSequence sequence) {
    return new FrameRate(sequence.frameRateHz());
  }

  /** Returns the mean ejection fraction of the included beats; empty if there are none. */
  OptionalDouble ejectionFractionPercent() {
    return beats.stream()
        .filter(AssessedBeat::included)
        .mapToDouble(b -> b.beat().ejectionFractionPercent())
        .average();
  }
}
