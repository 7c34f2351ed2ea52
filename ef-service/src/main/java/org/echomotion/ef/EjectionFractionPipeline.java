package org.echomotion.ef;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.echomotion.ef.Outcome.Cause;
import org.echomotion.ef.beats.AssessedBeat;
import org.echomotion.ef.beats.Beat;
import org.echomotion.ef.beats.BeatFinder;
import org.echomotion.ef.beats.BeatSelection;
import org.echomotion.ef.beats.Regularity;
import org.echomotion.ef.beats.VolumeCurve;
import org.echomotion.ef.biplane.BeatSlices;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.interval.BoundaryUncertainty;
import org.echomotion.ef.interval.EjectionFractionInterval;
import org.echomotion.ef.interval.ErrorPropagation;
import org.echomotion.ef.quality.Evidence;
import org.echomotion.ef.quality.Grading;
import org.echomotion.ef.quality.Quality;
import org.echomotion.ef.temporal.MeasuredFrame;
import org.echomotion.ef.temporal.PhaseRefinement;
import org.echomotion.ef.temporal.TemporalEstimate;
import org.echomotion.ef.temporal.TemporalModel;
import org.echomotion.ef.volume.CubicPixels;
import org.echomotion.ef.volume.Disks;
import org.echomotion.ef.volume.FrameMeasurement;
import org.echomotion.ef.volume.Millilitres;
import org.echomotion.ef.volume.Slices;

/**
 * From outlines to an ejection fraction, step by step. Deterministic: only exactly rounded
 * arithmetic and {@link StrictMath}, no parallel sums, so the same clip gives the same bits.
 */
public final class EjectionFractionPipeline {

  /** A clip with an outline on fewer of its frames than this does not show a left ventricle. */
  static final double LEAST_SHARE_WITH_OUTLINE = 0.5;

  /** SHA-256 of every constant that a result depends on, lower-case hex. */
  public static final String SETTINGS_HASH =
      sha256(
          String.join(
              ";",
              "single-plane-disks=" + Disks.COUNT,
              "share=" + LEAST_SHARE_WITH_OUTLINE,
              VolumeCurve.SETTINGS,
              BeatFinder.SETTINGS,
              BeatSelection.SETTINGS,
              ErrorPropagation.SETTINGS,
              Grading.SETTINGS,
              Plausibility.SETTINGS,
              StudyPipeline.SETTINGS));

  private final SegmentedClip clip;
  private final List<Optional<FrameMeasurement>> measured;
  private final Optional<TemporalEstimate> estimate;

  private EjectionFractionPipeline(SegmentedClip clip, TemporalModel temporal) {
    this.clip = clip;
    this.measured = clip.frames().stream().map(FrameMeasurement::of).toList();
    this.estimate =
        outlined() == 0 ? Optional.empty() : temporal.correct(temporalFrames(), clip.frameRate());
  }

  /** Measures a clip. Never throws for what the clip shows: the outcome says what was wrong. */
  public static ClipResult measure(SegmentedClip clip) {
    return measure(clip, TemporalModel.NONE);
  }

  /**
   * Measures a clip on the disks and at the ends of the beats that a temporal model gives; what it
   * throws comes out here.
   */
  public static ClipResult measure(SegmentedClip clip, TemporalModel temporal) {
    return new EjectionFractionPipeline(clip, temporal).result();
  }

  private long outlined() {
    return measured.stream().filter(Optional::isPresent).count();
  }

  private List<Optional<MeasuredFrame>> temporalFrames() {
    List<Optional<MeasuredFrame>> frames = new ArrayList<>(measured.size());
    for (int i = 0; i < measured.size(); i++) {
      frames.add(MeasuredFrame.of(clip.frames().get(i), measured.get(i)));
    }
    return frames;
  }

  private ClipResult result() {
    long outlined = outlined();
    if (outlined == 0 || outlined < LEAST_SHARE_WITH_OUTLINE * measured.size()) {
      return withheld(
          Cause.NO_LEFT_VENTRICLE,
          String.format(
              Locale.ROOT,
              "The left ventricle was found on %d of %d frames only. Check that the cine shows an"
                  + " apical view with the whole left ventricle.",
              outlined,
              measured.size()),
          Optional.empty(),
          new BeatFinder.Rhythm(List.of(), Optional.empty()),
          List.of());
    }
    VolumeCurve curve = VolumeCurve.of(volumes(), clip.frameRate());
    BeatFinder.Rhythm rhythm = BeatFinder.find(curve);
    List<Beat> found =
        estimate.map(e -> PhaseRefinement.of(rhythm.beats(), curve, e)).orElseGet(rhythm::beats);
    List<AssessedBeat> beats = BeatSelection.assess(found, curve);
    List<Beat> averaged =
        beats.stream().filter(AssessedBeat::included).map(AssessedBeat::beat).toList();
    if (averaged.isEmpty()) {
      return withheld(
          Cause.NO_FULL_BEAT,
          String.format(
              Locale.ROOT,
              "No beat with end-diastole and end-systole could be told in %.1f s of cine. Record at"
                  + " least one whole beat, better three.",
              curve.durationSeconds()),
          Optional.of(curve),
          rhythm,
          beats);
    }
    return computed(curve, rhythm, beats, averaged);
  }

  private ClipResult computed(
      VolumeCurve curve, BeatFinder.Rhythm rhythm, List<AssessedBeat> beats, List<Beat> averaged) {
    double ejectionFraction = mean(averaged, Beat::ejectionFractionPercent);
    Optional<Millilitres> endDiastolic = millilitres(mean(averaged, Beat::endDiastolicVolume));
    Optional<Millilitres> endSystolic = millilitres(mean(averaged, Beat::endSystolicVolume));
    Optional<Double> lengthMillimetres =
        clip.spacing()
            .map(
                s ->
                    s.toMillimetres(
                        mean(averaged, b -> nearest(b.endDiastolicFrame()).axis().lengthPixels())));
    Optional<String> implausible =
        Plausibility.objection(ejectionFraction, endDiastolic, lengthMillimetres);
    if (implausible.isPresent()) {
      return withheld(Cause.IMPLAUSIBLE, implausible.get(), Optional.of(curve), rhythm, beats);
    }
    EjectionFractionInterval interval =
        ErrorPropagation.interval(averaged.stream().map(this::error).toList());
    Quality quality = Grading.grade(evidence(curve, averaged, Regularity.of(beats), interval));
    return new ClipResult(
        new Outcome.Computed(ejectionFraction, interval, endDiastolic, endSystolic),
        rhythm.heartRate(),
        beats,
        slices(beats),
        Regularity.of(beats),
        quality,
        frames(Optional.of(curve)));
  }

  private ClipResult withheld(
      Cause cause,
      String reason,
      Optional<VolumeCurve> curve,
      BeatFinder.Rhythm rhythm,
      List<AssessedBeat> beats) {
    return new ClipResult(
        new Outcome.Withheld(cause, reason),
        rhythm.heartRate(),
        beats,
        slices(beats),
        Regularity.of(beats),
        Quality.poor(reason),
        frames(curve));
  }

  private List<OptionalDouble> volumes() {
    if (estimate.isPresent()) {
      return estimate.get().frames().stream()
          .map(frame -> OptionalDouble.of(frame.slices().volume().value()))
          .toList();
    }
    return measured.stream()
        .map(m -> m.map(v -> OptionalDouble.of(v.volume().value())).orElse(OptionalDouble.empty()))
        .toList();
  }

  private List<ClipResult.Frame> frames(Optional<VolumeCurve> curve) {
    List<ClipResult.Frame> frames = new ArrayList<>();
    for (int i = 0; i < measured.size(); i++) {
      int frame = i;
      frames.add(new ClipResult.Frame(measured.get(i), curve.map(c -> c.at(frame))));
    }
    return frames;
  }

  private List<BeatSlices> slices(List<AssessedBeat> beats) {
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

  private ErrorPropagation.BeatError error(Beat beat) {
    return new ErrorPropagation.BeatError(
        beat.ejectionFractionPercent(),
        relativeVolumeSd(beat.endDiastolicFrame()),
        relativeVolumeSd(beat.endSystolicFrame()));
  }

  private double relativeVolumeSd(int frame) {
    FrameMeasurement measurement = nearest(frame);
    FrameContour source = clip.frames().get(measurement.frameIndex());
    return BoundaryUncertainty.relativeVolumeSd(
        measurement.disks(), BoundaryUncertainty.displacementPixels(source.meanBoundaryEntropy()));
  }

  /** The frame's measurement, or that of the nearest frame that has one (the earlier of two). */
  private FrameMeasurement nearest(int frame) {
    for (int distance = 0; distance < measured.size(); distance++) {
      for (int candidate : new int[] {frame - distance, frame + distance}) {
        if (candidate >= 0 && candidate < measured.size() && measured.get(candidate).isPresent()) {
          return measured.get(candidate).get();
        }
      }
    }
    throw new IllegalStateException("a clip with a volume curve has a measured frame");
  }

  private Evidence evidence(
      VolumeCurve curve,
      List<Beat> averaged,
      Regularity regularity,
      EjectionFractionInterval interval) {
    double[] sorted =
        averaged.stream().mapToDouble(Beat::ejectionFractionPercent).sorted().toArray();
    List<Slices> byLength =
        averaged.stream()
            .map(beat -> nearest(beat.endDiastolicFrame()).disks().slices())
            .sorted(Comparator.comparingDouble(Slices::lengthPixels))
            .toList();
    Slices shortest = byLength.get(0);
    Slices longest = byLength.get(byLength.size() - 1);
    long atBorder = clip.frames().stream().filter(FrameContour::touchesBorder).count();
    return new Evidence(
        averaged.size(),
        (int) averaged.stream().filter(Beat::complete).count(),
        regularity,
        sorted[sorted.length - 1] - sorted[0],
        1 - shortest.lengthPixels() / longest.lengthPixels(),
        shortest.apicalRoundness() > longest.apicalRoundness(),
        interval.contourSdPoints(),
        curve.jitter() / curve.mean(),
        1 - curve.keptShare(0, curve.frameCount() - 1),
        (double) atBorder / clip.frames().size(),
        clip.frameRate().hertz());
  }

  private Optional<Millilitres> millilitres(double cubicPixels) {
    return clip.spacing().map(new CubicPixels(cubicPixels)::toMillilitres);
  }

  private static double mean(List<Beat> beats, ToDoubleFunction<Beat> value) {
    return beats.stream().mapToDouble(value).sum() / beats.size();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
