package org.echomotion.ef.quality;

import java.util.ArrayList;
import java.util.List;
import org.echomotion.ef.beats.Regularity;
import org.echomotion.ef.quality.Quality.Grade;
import org.echomotion.remark.Remark;
import org.echomotion.sentence.SentenceCode;

/**
 * Grades a result. A measure above its caution limit is a caution. Some measures also have a higher
 * limit; above it they are grave. One grave reason or three cautions make a result POOR, and any
 * other reason makes it USABLE. A remark on the cine is a reason too, and it is grave if it
 * withholds the number. The limits are preliminary: there the ejection fraction changes by about
 * the spread between readers. See docs/ejection-fraction.md.
 */
public final class Grading {

  /**
   * Limits of a measure.
   *
   * @param caution a measure above this is a caution
   * @param grave a measure above this is grave
   */
  public record Limit(double caution, double grave) {}

  /**
   * The constants that a result depends on.
   *
   * @param cautionsThatMakePoor this many cautions make a result POOR
   * @param slowFrameRateHz a lower frame rate is a caution
   * @param dimLevel a lower bright gray level of the sector is a caution, 0 to 255
   * @param blackShare a larger dark share of the sector is a caution
   * @param saturatedShare a larger saturated share of the sector is a caution
   * @param smallSectorShare a sector with a smaller share of the picture is a caution
   * @param cutSectorShare a larger share of the sector's outline at the picture's edge is a caution
   * @param contourSdPoints limits of the ejection fraction's standard deviation from the outlines
   * @param jitterPercent limits of the volume's jitter from frame to frame
   * @param droppedPercent limits of the frames without a usable outline
   * @param borderPercent limits of the frames with an outline at the picture's edge
   * @param beatSpreadPoints limits of the ejection fraction's difference between beats
   * @param lengthSpreadPercent limits of the long axis's difference between beats
   */
  public record Settings(
      int cautionsThatMakePoor,
      double slowFrameRateHz,
      double dimLevel,
      double blackShare,
      double saturatedShare,
      double smallSectorShare,
      double cutSectorShare,
      Limit contourSdPoints,
      Limit jitterPercent,
      Limit droppedPercent,
      Limit borderPercent,
      Limit beatSpreadPoints,
      Limit lengthSpreadPercent) {
    static final Settings DEFAULT =
        new Settings(
            3,
            20,
            50,
            0.75,
            0.15,
            0.15,
            0.8,
            new Limit(6, 10),
            new Limit(4, 8),
            new Limit(10, 25),
            new Limit(10, 50),
            new Limit(10, 20),
            new Limit(10, 20));
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  private final List<String> reasons = new ArrayList<>();
  private int cautions;
  private int grave;

  private Grading() {}

  public static Quality grade(QualityEvidence evidence) {
    Grading grading = new Grading();
    grading.beats(evidence);
    grading.measure(
        evidence.contourSdPoints(), SETTINGS.contourSdPoints(), SentenceCode.OUTLINE_UNCERTAIN);
    grading.measure(
        100 * evidence.jitterShare(), SETTINGS.jitterPercent(), SentenceCode.OUTLINE_JITTERS);
    grading.measure(
        100 * evidence.droppedShare(),
        SETTINGS.droppedPercent(),
        SentenceCode.FRAMES_WITHOUT_OUTLINE);
    grading.measure(
        100 * evidence.borderShare(), SETTINGS.borderPercent(), SentenceCode.VENTRICLE_CUT_OFF);
    if (evidence.frameRateHz() < SETTINGS.slowFrameRateHz()) {
      grading.caution(SentenceCode.FRAME_RATE_LOW, evidence.frameRateHz());
    }
    evidence.picture().ifPresent(grading::picture);
    evidence.remarks().forEach(grading::remark);
    return grading.quality();
  }

  private void beats(QualityEvidence evidence) {
    if (evidence.completeBeats() == 0) {
      caution(SentenceCode.NO_COMPLETE_BEAT);
    } else if (evidence.averagedBeats() < evidence.regularity().wantedBeats()) {
      fewBeats(evidence.averagedBeats(), evidence.regularity());
    }
    measure(evidence.beatSpreadPoints(), SETTINGS.beatSpreadPoints(), SentenceCode.BEATS_DIFFER);
    measure(
        100 * evidence.lengthSpreadShare(),
        SETTINGS.lengthSpreadPercent(),
        evidence.shortestIsRounder()
            ? SentenceCode.LENGTH_DIFFERS_ROUND_APEX
            : SentenceCode.LENGTH_DIFFERS);
  }

  private void picture(PictureMeasures picture) {
    if (picture.brightLevel() < SETTINGS.dimLevel()
        || picture.darkShare() > SETTINGS.blackShare()) {
      caution(SentenceCode.GAIN_LOW, picture.brightLevel(), 100 * picture.darkShare());
    }
    if (picture.saturatedShare() > SETTINGS.saturatedShare()) {
      caution(SentenceCode.GAIN_HIGH, 100 * picture.saturatedShare(), picture.medianLevel());
    }
    if (picture.sectorShare() < SETTINGS.smallSectorShare()) {
      caution(SentenceCode.SECTOR_SMALL, 100 * picture.sectorShare());
    }
    if (picture.cutShare() > SETTINGS.cutSectorShare()) {
      caution(SentenceCode.SECTOR_CUT_OFF, 100 * picture.cutShare());
    }
  }

  private void fewBeats(int averaged, Regularity regularity) {
    boolean irregular = regularity == Regularity.IRREGULAR;
    if (averaged == 1) {
      caution(
          irregular ? SentenceCode.ONE_BEAT_IRREGULAR : SentenceCode.ONE_BEAT_REGULAR,
          regularity.wantedBeats());
    } else {
      caution(
          irregular ? SentenceCode.FEW_BEATS_IRREGULAR : SentenceCode.FEW_BEATS_REGULAR,
          averaged,
          regularity.wantedBeats());
    }
  }

  private void measure(double value, Limit limit, SentenceCode sentence) {
    if (value > limit.caution()) {
      caution(sentence, value);
      grave += value > limit.grave() ? 1 : 0;
    }
  }

  private void caution(SentenceCode sentence, Object... values) {
    reasons.add(sentence.text(values));
    cautions++;
  }

  private void remark(Remark remark) {
    reasons.add(remark.text());
    grave += remark.withholds() ? 1 : 0;
  }

  private Quality quality() {
    if (reasons.isEmpty()) {
      return new Quality(Grade.GOOD, reasons);
    }
    boolean poor = grave > 0 || cautions >= SETTINGS.cautionsThatMakePoor();
    return new Quality(poor ? Grade.POOR : Grade.USABLE, reasons);
  }
}
