package org.echomotion.ef.clip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.echomotion.ef.beats.AssessedBeat;
import org.echomotion.ef.beats.Beat;
import org.echomotion.ef.beats.BeatFinder;
import org.echomotion.ef.beats.BeatSelection;
import org.echomotion.ef.beats.Regularity;
import org.echomotion.ef.beats.TimeGrid;
import org.echomotion.ef.beats.VolumeCurve;
import org.echomotion.ef.clip.ClipOutcome.Cause;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.interval.EjectionFractionInterval;
import org.echomotion.ef.interval.ErrorPropagation;
import org.echomotion.ef.quality.Grading;
import org.echomotion.ef.quality.Quality;
import org.echomotion.ef.quality.QualityEvidence;
import org.echomotion.ef.study.StudyPipeline;
import org.echomotion.ef.temporal.PhaseRefinement;
import org.echomotion.ef.temporal.TemporalModel;
import org.echomotion.ef.volume.CubicPixels;
import org.echomotion.ef.volume.Disks;
import org.echomotion.ef.volume.Millilitres;
import org.echomotion.ef.volume.Slices;

/**
 * From outlines to an ejection fraction, step by step. Deterministic: only exactly rounded
 * arithmetic and {@link StrictMath}, no parallel sums, so the same clip gives the same bits.
 */
public final class ClipPipeline {

  /** A clip with an outline on fewer of its frames than this does not show a left ventricle. */
  static final double LEAST_SHARE_WITH_OUTLINE = 0.5;

  /** SHA-256 of every constant that a result depends on, lower-case hex. */
  public static final String SETTINGS_HASH =
      sha256(
          String.join(
              ";",
              "single-plane-disks=" + Disks.COUNT,
              "share=" + LEAST_SHARE_WITH_OUTLINE,
              TimeGrid.SETTINGS,
              VolumeCurve.SETTINGS,
              BeatFinder.SETTINGS,
              BeatSelection.SETTINGS,
              ErrorPropagation.SETTINGS,
              Grading.SETTINGS,
              Plausibility.SETTINGS,
              StudyPipeline.SETTINGS));

  private final SegmentedClip clip;
  private final ClipFrames frames;

  private ClipPipeline(SegmentedClip clip, TemporalModel temporal) {
    this.clip = clip;
    this.frames = ClipFrames.of(clip, temporal);
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
    return new ClipPipeline(clip, temporal).result();
  }

  private ClipResult result() {
    long outlined = frames.outlined();
    int count = clip.frames().size();
    if (outlined == 0 || outlined < LEAST_SHARE_WITH_OUTLINE * count) {
      return withheld(
          Cause.NO_LEFT_VENTRICLE,
          String.format(
              Locale.ROOT,
              "The left ventricle was found on %d of %d frames only. Check that the cine shows an"
                  + " apical view with the whole left ventricle.",
              outlined,
              count),
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
        clip.recording().picture());
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
