package org.echomotion.ef.clip;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.echomotion.ef.Sha256;
import org.echomotion.ef.beats.AssessedBeat;
import org.echomotion.ef.beats.Beat;
import org.echomotion.ef.beats.BeatFinder;
import org.echomotion.ef.beats.BeatSelection;
import org.echomotion.ef.beats.BeatSettings;
import org.echomotion.ef.beats.Regularity;
import org.echomotion.ef.beats.TimeGrid;
import org.echomotion.ef.beats.VolumeCurve;
import org.echomotion.ef.clip.ClipOutcome.Cause;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.contour.LongAxis;
import org.echomotion.ef.interval.BoundaryUncertainty;
import org.echomotion.ef.interval.EjectionFractionInterval;
import org.echomotion.ef.interval.ErrorPropagation;
import org.echomotion.ef.interval.IntervalCalibration;
import org.echomotion.ef.quality.Grading;
import org.echomotion.ef.quality.Plausibility;
import org.echomotion.ef.quality.Quality;
import org.echomotion.ef.quality.QualityEvidence;
import org.echomotion.ef.temporal.PhaseRefinement;
import org.echomotion.ef.temporal.TemporalModel;
import org.echomotion.ef.temporal.TemporalWindows;
import org.echomotion.ef.volume.CubicPixels;
import org.echomotion.ef.volume.Disks;
import org.echomotion.ef.volume.Millilitres;
import org.echomotion.ef.volume.Slices;
import org.echomotion.sentence.SentenceCode;

/**
 * Computes an ejection fraction from outlines, step by step. The same clip gives the same bits: the
 * steps use only exactly rounded arithmetic and {@link StrictMath}, and no parallel sums.
 */
public final class ClipPipeline {

  /**
   * The constants that a result depends on.
   *
   * @param leastShareWithOutline If a smaller share of the frames has an outline, the clip shows no
   *     left ventricle.
   */
  public record Settings(double leastShareWithOutline) {
    static final Settings DEFAULT = new Settings(0.5);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  private static final String METHOD = "single-plane disks, beats as wanted by the rhythm";

  /** SHA-256 of the method and of {@link #settings}, lower-case hex. */
  public static final String SETTINGS_HASH = Sha256.of(METHOD + settings());

  private final SegmentedClip clip;
  private final ClipFrames frames;

  private ClipPipeline(SegmentedClip clip, TemporalModel temporal) {
    this.clip = clip;
    this.frames = ClipFrames.of(clip, temporal);
  }

  /** The settings of every step that a clip's result depends on. */
  public static List<Record> settings() {
    List<Record> settings = new ArrayList<>();
    settings.add(SETTINGS);
    settings.add(FrameContour.SETTINGS);
    settings.add(LongAxis.SETTINGS);
    settings.add(Disks.SETTINGS);
    settings.add(Slices.SETTINGS);
    settings.addAll(BeatSettings.all());
    settings.add(TemporalWindows.SETTINGS);
    settings.add(PhaseRefinement.SETTINGS);
    settings.add(BoundaryUncertainty.SETTINGS);
    settings.add(ErrorPropagation.SETTINGS);
    settings.add(IntervalCalibration.SETTINGS);
    settings.add(EjectionFractionInterval.SETTINGS);
    settings.add(Grading.SETTINGS);
    settings.add(Plausibility.SETTINGS);
    return List.copyOf(settings);
  }

  /** Measures a clip. An unusable clip is an outcome with a reason, never an exception. */
  public static ClipResult measure(SegmentedClip clip) {
    return measure(clip, TemporalModel.NONE);
  }

  /**
   * Measures a clip with the disks and the beat ends of a temporal model. Exceptions of the model
   * are passed on.
   */
  public static ClipResult measure(SegmentedClip clip, TemporalModel temporal) {
    ClipResult result = new ClipPipeline(clip, temporal).result();
    return clip.otherView()
        ? result.without(new ClipOutcome.Withheld(Cause.OTHER_VIEW, SentenceCode.OTHER_VIEW.text()))
        : result;
  }

  private ClipResult result() {
    long outlined = frames.outlined();
    int count = clip.frames().size();
    if (outlined == 0 || outlined < SETTINGS.leastShareWithOutline() * count) {
      return withheld(
          Cause.NO_LEFT_VENTRICLE,
          SentenceCode.NO_VENTRICLE.text(outlined, count),
          Optional.empty(),
          BeatFinder.Rhythm.none(clip.recording().rWaves()),
          List.of());
    }
    TimeGrid grid = frames.grid();
    VolumeCurve curve = VolumeCurve.of(grid.spread(frames.volumes()), grid.frameRate());
    BeatFinder.Rhythm rhythm = BeatFinder.find(curve, clip.recording().rWaves());
    List<Beat> found =
        frames
            .estimateOn(curve)
            .map(e -> PhaseRefinement.of(rhythm.beats(), curve, e))
            .orElseGet(rhythm::beats);
    List<AssessedBeat> beats =
        BeatSelection.assess(found, curve).stream().map(grid::onFrames).toList();
    List<Beat> averaged =
        beats.stream().filter(AssessedBeat::included).map(AssessedBeat::beat).toList();
    if (averaged.isEmpty()) {
      return withheld(
          Cause.NO_FULL_BEAT,
          SentenceCode.NO_BEAT.text(curve.durationSeconds()),
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
                        mean(
                            averaged,
                            b -> frames.nearest(b.endDiastolicFrame()).axis().lengthPixels())));
    Optional<String> implausible =
        Plausibility.objection(ejectionFraction, endDiastolic, lengthMillimetres);
    if (implausible.isPresent()) {
      return withheld(Cause.IMPLAUSIBLE, implausible.get(), Optional.of(curve), rhythm, beats);
    }
    EjectionFractionInterval interval =
        ErrorPropagation.interval(averaged.stream().map(frames::error).toList());
    Quality quality = Grading.grade(evidence(curve, averaged, Regularity.of(beats), interval));
    return new ClipResult(
        new ClipOutcome.Computed(ejectionFraction, interval, endDiastolic, endSystolic),
        rhythm.heartRate(),
        beats,
        frames.slices(beats),
        Regularity.of(beats),
        rhythm.electrocardiogram(),
        quality,
        frames.on(Optional.of(curve)));
  }

  private ClipResult withheld(
      Cause cause,
      String reason,
      Optional<VolumeCurve> curve,
      BeatFinder.Rhythm rhythm,
      List<AssessedBeat> beats) {
    return new ClipResult(
        new ClipOutcome.Withheld(cause, reason),
        rhythm.heartRate(),
        beats,
        frames.slices(beats),
        Regularity.of(beats),
        rhythm.electrocardiogram(),
        Quality.poor(reason),
        frames.on(curve));
  }

  private QualityEvidence evidence(
      VolumeCurve curve,
      List<Beat> averaged,
      Regularity regularity,
      EjectionFractionInterval interval) {
    double[] sorted =
        averaged.stream().mapToDouble(Beat::ejectionFractionPercent).sorted().toArray();
    List<Slices> byLength =
        averaged.stream()
            .map(beat -> frames.nearest(beat.endDiastolicFrame()).disks().slices())
            .sorted(Comparator.comparingDouble(Slices::lengthPixels))
            .toList();
    Slices shortest = byLength.get(0);
    Slices longest = byLength.get(byLength.size() - 1);
    long atBorder = clip.frames().stream().filter(FrameContour::touchesBorder).count();
    return new QualityEvidence(
        averaged.size(),
        (int) averaged.stream().filter(Beat::complete).count(),
        regularity,
        sorted[sorted.length - 1] - sorted[0],
        1 - shortest.lengthPixels() / longest.lengthPixels(),
        shortest.apicalRoundness() > longest.apicalRoundness(),
        interval.contourSdPoints(),
        curve.jitter() / curve.mean(),
        1 - frames.keptShare(curve),
        (double) atBorder / clip.frames().size(),
        clip.frameRate().hertz(),
        clip.recording().picture(),
        clip.recording().remarks());
  }

  private Optional<Millilitres> millilitres(double cubicPixels) {
    return clip.spacing().map(new CubicPixels(cubicPixels)::toMillilitres);
  }

  private static double mean(List<Beat> beats, ToDoubleFunction<Beat> value) {
    return beats.stream().mapToDouble(value).sum() / beats.size();
  }
}
