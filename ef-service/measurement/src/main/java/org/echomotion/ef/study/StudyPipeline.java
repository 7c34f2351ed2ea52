package org.echomotion.ef.study;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.echomotion.ef.Sha256;
import org.echomotion.ef.fusion.Opinion;
import org.echomotion.ef.interval.EjectionFractionInterval;
import org.echomotion.ef.interval.ErrorPropagation;
import org.echomotion.ef.quality.Plausibility;
import org.echomotion.ef.quality.ViewAgreement;
import org.echomotion.ef.study.StudyOutcome.Comparison;
import org.echomotion.ef.volume.Millilitres;
import org.echomotion.sentence.SentenceCode;

/**
 * Combines the results of a study's clips into one ejection fraction. It is biplane if there are a
 * usable A4C clip and a usable A2C clip; otherwise it is the best clip's. The outcome depends on
 * the clips' results alone, so no stored state can become outdated.
 */
public final class StudyPipeline {

  /**
   * The constants that a result depends on.
   *
   * @param foreshortenedBeyondUseShare If the axes differ by more than this share of the longer
   *     one, the shorter view is not used. A warning is given from half this value.
   */
  public record Settings(double foreshortenedBeyondUseShare) {
    static final Settings DEFAULT = new Settings(0.2);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  private static final String METHOD = "biplane disks";

  /** SHA-256 of the method and of {@link #settings}, lower-case hex. */
  public static final String SETTINGS_HASH = Sha256.of(METHOD + settings());

  private final List<ClipFinding> clips;

  private StudyPipeline(List<ClipFinding> clips) {
    this.clips = List.copyOf(clips);
  }

  /** The settings of every step after the clips' results that a combined result depends on. */
  public static List<Record> settings() {
    return List.of(
        SETTINGS,
        ViewAgreement.SETTINGS,
        Plausibility.SETTINGS,
        ErrorPropagation.SETTINGS,
        EjectionFractionInterval.SETTINGS,
        Opinion.SETTINGS);
  }

  /**
   * Combines the results of a study's clips.
   *
   * @param clips the newest result of each clip, the clips oldest first; at least one
   */
  public static StudyOutcome measure(List<ClipFinding> clips) {
    return new StudyPipeline(clips).outcome();
  }

  private StudyOutcome outcome() {
    OptionalInt four = best(ApicalView.FOUR_CHAMBER);
    OptionalInt two = best(ApicalView.TWO_CHAMBER);
    if (four.isPresent() && two.isPresent()) {
      return twoClips(four.getAsInt(), two.getAsInt());
    }
    int clip = four.orElseGet(() -> two.orElseGet(() -> best(ApicalView.UNKNOWN).orElseThrow()));
    return alone(clip, missing(clips.get(clip).view()), Comparison.NONE);
  }

  /**
   * The best clip of a view: one with an ejection fraction, then the best grade, then the newest.
   */
  private OptionalInt best(ApicalView view) {
    Comparator<Integer> better =
        Comparator.comparing((Integer i) -> clips.get(i).number().isEmpty())
            .thenComparing(i -> clips.get(i).quality().grade())
            .thenComparing(Comparator.reverseOrder());
    return IntStream.range(0, clips.size())
        .filter(i -> clips.get(i).view() == view)
        .boxed()
        .min(better)
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  private String missing(ApicalView view) {
    long ofView = clips.stream().filter(clip -> clip.view() == view).count();
    String several = ofView == 1 ? "" : " " + several(view, ofView);
    if (view == ApicalView.UNKNOWN) {
      return SentenceCode.NO_VIEW_KNOWN.text() + several;
    }
    ApicalView other =
        view == ApicalView.FOUR_CHAMBER ? ApicalView.TWO_CHAMBER : ApicalView.FOUR_CHAMBER;
    return SentenceCode.NO_CLIP_OF_VIEW.text(other.label()) + several;
  }

  private static String several(ApicalView view, long clips) {
    return view == ApicalView.UNKNOWN
        ? SentenceCode.SEVERAL_CLIPS.text(clips)
        : SentenceCode.SEVERAL_CLIPS_OF_VIEW.text(clips, view.label());
  }

  private StudyOutcome alone(int clip, String reason, Comparison comparison) {
    if (clips.get(clip).number().isPresent()) {
      return new StudyOutcome.OneView(clip, reason, comparison);
    }
    return new StudyOutcome.NoNumber(
        clip,
        clips.size() == 1
            ? clips.get(clip).reason()
            : clips.stream()
                .map(c -> c.view().label() + ": " + c.reason())
                .distinct()
                .collect(Collectors.joining(" ")));
  }

  private StudyOutcome twoClips(int four, int two) {
    ClipFinding a4c = clips.get(four);
    ClipFinding a2c = clips.get(two);
    if (a4c.number().isEmpty() || a2c.number().isEmpty()) {
      boolean useFour = a4c.number().isPresent() || a2c.number().isEmpty();
      ClipFinding other = useFour ? a2c : a4c;
      return alone(
          useFour ? four : two,
          SentenceCode.VIEW_WITHOUT_EF.text(other.view().label()) + " " + other.reason(),
          Comparison.NONE);
    }
    ClipFinding.Measured fourNumber = a4c.number().get();
    ClipFinding.Measured twoNumber = a2c.number().get();
    OptionalDouble difference =
        OptionalDouble.of(
            twoNumber.ejectionFractionPercent() - fourNumber.ejectionFractionPercent());
    if (fourNumber.beats().isEmpty() || twoNumber.beats().isEmpty()) {
      return alone(
          four,
          SentenceCode.CLIP_OF_OLDER_VERSION.text(),
          new Comparison(difference, OptionalDouble.empty()));
    }
    List<BeatPairing.Pair> pairs = BeatPairing.of(fourNumber.beats(), twoNumber.beats());
    List<BiplaneBeat> beats =
        pairs.stream()
            .map(pair -> BiplaneBeat.of(pair, fourNumber.spacing(), twoNumber.spacing()))
            .toList();
    Comparison comparison = new Comparison(difference, lengthShare(beats));
    if (a4c.isPoor() != a2c.isPoor()) {
      ClipFinding poor = a4c.isPoor() ? a4c : a2c;
      return alone(
          a4c.isPoor() ? two : four,
          SentenceCode.VIEW_OF_POOR_QUALITY.text(poor.view().label())
              + " "
              + String.join(" ", poor.quality().reasons()),
          comparison);
    }
    if (comparison.lengthShare().orElse(0) > SETTINGS.foreshortenedBeyondUseShare()) {
      boolean twoIsShorter =
          BiplaneBeat.twoChamberIsShorter(
              pairs.get(0), fourNumber.spacing().orElseThrow(), twoNumber.spacing().orElseThrow());
      return alone(
          twoIsShorter ? four : two,
          SentenceCode.VIEW_FORESHORTENED.text(
              (twoIsShorter ? a2c : a4c).view().label(),
              100 * comparison.lengthShare().getAsDouble()),
          comparison);
    }
    return biplane(four, two, beats, comparison);
  }

  private StudyOutcome biplane(int four, int two, List<BiplaneBeat> beats, Comparison comparison) {
    double ejectionFraction = mean(beats, BiplaneBeat::ejectionFractionPercent);
    Optional<Millilitres> endDiastolic = meanVolume(beats, BiplaneBeat::endDiastolicVolume);
    Optional<String> implausible =
        Plausibility.objection(ejectionFraction, endDiastolic, Optional.empty());
    if (implausible.isPresent()) {
      return alone(
          four, SentenceCode.VIEWS_DO_NOT_MATCH.text() + " " + implausible.get(), comparison);
    }
    return new StudyOutcome.TwoViews(
        four,
        two,
        beats,
        ejectionFraction,
        ErrorPropagation.interval(beats.stream().map(BiplaneBeat::error).toList()),
        endDiastolic,
        meanVolume(beats, BiplaneBeat::endSystolicVolume),
        ViewAgreement.grade(
            clips.get(four).quality(),
            clips.get(two).quality(),
            new ViewAgreement.Evidence(
                comparison.ejectionFractionPoints().getAsDouble(),
                comparison.lengthShare(),
                beats.stream().mapToDouble(b -> b.pair().cycleDifference()).max().orElse(0))),
        comparison);
  }

  private static OptionalDouble lengthShare(List<BiplaneBeat> beats) {
    return beats.get(0).lengthDifference().isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(mean(beats, beat -> beat.lengthDifference().getAsDouble()));
  }

  private static Optional<Millilitres> meanVolume(
      List<BiplaneBeat> beats, Function<BiplaneBeat, Optional<Millilitres>> of) {
    return of.apply(beats.get(0))
        .map(first -> new Millilitres(mean(beats, beat -> of.apply(beat).orElseThrow().value())));
  }

  private static double mean(List<BiplaneBeat> beats, ToDoubleFunction<BiplaneBeat> value) {
    return beats.stream().mapToDouble(value).sum() / beats.size();
  }
}
