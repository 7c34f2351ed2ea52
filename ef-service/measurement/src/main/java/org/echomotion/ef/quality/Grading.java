package org.echomotion.ef.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.echomotion.ef.beats.Regularity;
import org.echomotion.ef.quality.Quality.Grade;

/**
 * Grades a result. Each measure has a limit above which it is a caution, and some a higher one
 * above which it is grave. One grave reason or three cautions make a result POOR, any caution
 * USABLE. The limits are first values, chosen by what moves the ejection fraction by a reader's
 * spread; see docs/ejection-fraction.md.
 */
public final class Grading {

  private static final int CAUTIONS_THAT_MAKE_POOR = 3;
  private static final double SLOW_FRAME_RATE_HZ = 20;

  private static final double DIM_LEVEL = 50;
  private static final double BLACK_SHARE = 0.75;
  private static final double SATURATED_SHARE = 0.15;
  private static final double SMALL_SECTOR_SHARE = 0.15;
  private static final double CUT_SECTOR_SHARE = 0.8;

  private static final Limit CONTOUR_SD_POINTS = new Limit(6, 10);
  private static final Limit JITTER_PERCENT = new Limit(4, 8);
  private static final Limit DROPPED_PERCENT = new Limit(10, 25);
  private static final Limit BORDER_PERCENT = new Limit(10, 50);
  private static final Limit BEAT_SPREAD_POINTS = new Limit(10, 20);
  private static final Limit LENGTH_SPREAD_PERCENT = new Limit(10, 20);

  /** The constants that a result depends on. */
  public static final String SETTINGS =
      "grades=beats as wanted,"
          + List.of(
              CONTOUR_SD_POINTS,
              JITTER_PERCENT,
              DROPPED_PERCENT,
              BORDER_PERCENT,
              BEAT_SPREAD_POINTS,
              LENGTH_SPREAD_PERCENT)
          + CAUTIONS_THAT_MAKE_POOR
          + "/"
          + SLOW_FRAME_RATE_HZ
          + ",picture="
          + List.of(DIM_LEVEL, BLACK_SHARE, SATURATED_SHARE, SMALL_SECTOR_SHARE, CUT_SECTOR_SHARE);

  /** A measure is a caution above the first, grave above the second. */
  private record Limit(double caution, double grave) {}

  private final List<String> reasons = new ArrayList<>();
  private int grave;

  private Grading() {}

  public static Quality grade(QualityEvidence evidence) {
    Grading grading = new Grading();
    grading.beats(evidence);
    grading.measure(
        evidence.contourSdPoints(),
        CONTOUR_SD_POINTS,
        "The model is unsure of the outline (%.0f points of ejection fraction): check it on the"
            + " overlay.");
    grading.measure(
        100 * evidence.jitterShare(),
        JITTER_PERCENT,
        "The outline jitters from frame to frame (%.0f %%).");
    grading.measure(
        100 * evidence.droppedShare(),
        DROPPED_PERCENT,
        "%.0f %% of the frames have no usable outline.");
    grading.measure(
        100 * evidence.borderShare(),
        BORDER_PERCENT,
        "On %.0f %% of the frames the ventricle is cut off by the edge of the picture.");
    if (evidence.frameRateHz() < SLOW_FRAME_RATE_HZ) {
      grading.caution(
          String.format(
              Locale.ROOT,
              "At %.0f frames per second end-diastole and end-systole may fall between frames.",
              evidence.frameRateHz()));
    }
    evidence.picture().ifPresent(grading::picture);
    return grading.quality();
  }

  private void beats(QualityEvidence evidence) {
    if (evidence.completeBeats() == 0) {
      caution("The clip shows no beat from end-diastole to end-diastole.");
    } else if (evidence.averagedBeats() < evidence.regularity().wantedBeats()) {
      caution(fewBeats(evidence.averagedBeats(), evidence.regularity()));
    }
    measure(
        evidence.beatSpreadPoints(),
        BEAT_SPREAD_POINTS,
        "The beats differ by %.0f points of ejection fraction.");
    measure(
        100 * evidence.lengthSpreadShare(),
        LENGTH_SPREAD_PERCENT,
        evidence.shortestIsRounder()
            ? "The long axis differs by %.0f %% between beats, and where it is short the apex is"
                + " round: on some the ventricle is foreshortened."
            : "The long axis differs by %.0f %% between beats: the apex or the annulus was not"
                + " found at the same place.");
  }

  private void picture(PictureMeasures picture) {
    if (picture.brightLevel() < DIM_LEVEL || picture.darkShare() > BLACK_SHARE) {
      caution(
          String.format(
              Locale.ROOT,
              "The gain was too low: the brightest tissue is at gray level %.0f of 255, and %.0f %%"
                  + " of the sector is black.",
              picture.brightLevel(),
              100 * picture.darkShare()));
    }
    if (picture.saturatedShare() > SATURATED_SHARE) {
      caution(
          String.format(
              Locale.ROOT,
              "The gain was too high: %.0f %% of the sector is saturated, and half of it is above"
                  + " gray level %.0f of 255.",
              100 * picture.saturatedShare(),
              picture.medianLevel()));
    }
    if (picture.sectorShare() < SMALL_SECTOR_SHARE) {
      caution(
          String.format(
              Locale.ROOT,
              "The ultrasound sector covers only %.0f %% of the picture.",
              100 * picture.sectorShare()));
    }
    if (picture.cutShare() > CUT_SECTOR_SHARE) {
      caution(
          String.format(
              Locale.ROOT,
              "%.0f %% of the ultrasound sector's outline is cut off by the edge of the picture.",
              100 * picture.cutShare()));
    }
  }

  private static String fewBeats(int averaged, Regularity regularity) {
    return String.format(
        Locale.ROOT,
        "Only %s averaged; %d are asked for where the rhythm is %s.",
        averaged == 1 ? "one beat was" : averaged + " beats were",
        regularity.wantedBeats(),
        regularity == Regularity.IRREGULAR ? "irregular" : "regular");
  }

  private void measure(double value, Limit limit, String sentence) {
    if (value > limit.caution()) {
      caution(String.format(Locale.ROOT, sentence, value));
      grave += value > limit.grave() ? 1 : 0;
    }
  }

  private void caution(String reason) {
    reasons.add(reason);
  }

  private Quality quality() {
    if (reasons.isEmpty()) {
      return new Quality(Grade.GOOD, reasons);
    }
    boolean poor = grave > 0 || reasons.size() >= CAUTIONS_THAT_MAKE_POOR;
    return new Quality(poor ? Grade.POOR : Grade.USABLE, reasons);
  }
}
