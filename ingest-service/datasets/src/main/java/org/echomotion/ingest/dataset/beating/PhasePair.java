package org.echomotion.ingest.dataset.beating;

import java.util.List;
import java.util.Optional;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.CineRecipe;
import org.echomotion.ingest.dataset.labelled.LabelledClip;
import org.echomotion.ingest.dataset.warp.HeartWarp;
import org.echomotion.ingest.dataset.warp.LabelledPicture;
import org.echomotion.ingest.dataset.warp.NoMotionException;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.sector.Sector;

/**
 * A subject's labelled end-diastolic and end-systolic frame in one view.
 *
 * @param clip clip of the end-diastolic frame
 */
record PhasePair(LabelledClip clip, LabelledPicture diastole, LabelledPicture systole) {

  /**
   * Computes the motion from the ED frame to the ES frame.
   *
   * @throws NoMotionException if it cannot be computed from the labels
   * @throws EchoMotionException if there is no ultrasound sector
   */
  HeartWarp warp() throws NoMotionException {
    if (!diastole.sameSizeAs(systole)) {
      throw new NoMotionException("its ED and ES frames differ in size");
    }
    return HeartWarp.between(diastole, systole, sector(), clip.cine().spacing());
  }

  private boolean[] sector() {
    Cine both = cine(List.of(diastole.pixels(), systole.pixels()), clip.cine().frameRateHz());
    Sector sector = CineRecipe.STANDARD.sector(both);
    boolean[] inside = new boolean[both.rows() * both.columns()];
    for (int y = 0; y < sector.height(); y++) {
      System.arraycopy(
          sector.mask(),
          y * sector.width(),
          inside,
          (sector.y() + y) * both.columns() + sector.x(),
          sector.width());
    }
    return inside;
  }

  /** Makes a cine of other frames with the same scale and size. */
  Cine cine(List<byte[]> frames, double frameRateHz) {
    Cine own = clip.cine();
    return new Cine(
        frames,
        own.rows(),
        own.columns(),
        frameRateHz,
        own.spacing(),
        own.view(),
        own.format(),
        Optional.empty());
  }

  @Override
  public String toString() {
    return clip.subject() + " " + clip.view();
  }
}
