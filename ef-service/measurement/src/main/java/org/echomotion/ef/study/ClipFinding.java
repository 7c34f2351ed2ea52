package org.echomotion.ef.study;

import java.util.List;
import java.util.Optional;
import org.echomotion.ef.contour.PixelSpacing;
import org.echomotion.ef.quality.Quality;

/**
 * What a clip brings to its study.
 *
 * @param view from where it looks
 * @param number empty where the clip has none
 * @param reason why it has none, in a sentence; empty where it has one
 * @param quality how far to rely on it
 */
public record ClipFinding(
    ApicalView view, Optional<Measured> number, String reason, Quality quality) {

  /**
   * A clip's number.
   *
   * @param ejectionFractionPercent single-plane
   * @param spacing empty where the cine carries no calibration
   * @param beats the averaged ones, in time order; empty where they were measured by a version that
   *     kept no slices
   */
  public record Measured(
      double ejectionFractionPercent, Optional<PixelSpacing> spacing, List<ViewBeat> beats) {

    public Measured {
      beats = List.copyOf(beats);
    }
  }

  public boolean isPoor() {
    return quality.grade() == Quality.Grade.POOR;
  }
}
