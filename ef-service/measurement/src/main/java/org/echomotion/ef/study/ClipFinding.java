package org.echomotion.ef.study;

import java.util.List;
import java.util.Optional;
import org.echomotion.ef.contour.PixelSpacing;
import org.echomotion.ef.quality.Quality;

/**
 * One clip's contribution to its study.
 *
 * @param view apical view of the clip
 * @param number empty if the clip has no ejection fraction
 * @param reason a sentence that states why there is no ejection fraction; empty if there is one
 * @param quality how reliable the clip's result is
 */
public record ClipFinding(
    ApicalView view, Optional<Measured> number, String reason, Quality quality) {

  /**
   * A clip's ejection fraction.
   *
   * @param ejectionFractionPercent single-plane
   * @param spacing empty if the cine has no pixel spacing
   * @param beats the averaged beats, in time order; empty if an older version measured them without
   *     slices
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
