package org.echomotion.ingest.phantom;

import java.util.Optional;
import org.echomotion.ingest.phantom.heart.Rhythm;

/**
 * The conditions of one recording: rhythm, drift and lost frames.
 *
 * @param rhythm how the heart beats; if empty it is drawn, irregular in 8 % as in public clips
 * @param driftShare largest relative change of the ventricle's volume in the picture, caused by
 *     breathing and probe movement, 0 to 0.3; the heart also moves, by 4 mm at 0.1
 * @param droppedShare share of the frames that the recorder lost, 0 to 0.5
 */
public record Acquisition(Optional<Rhythm> rhythm, double driftShare, double droppedShare) {

  /** A steady probe and a recorder that keeps every frame. */
  public static final Acquisition STEADY = new Acquisition(Optional.empty(), 0, 0);

  /**
   * @throws IllegalArgumentException if a share is outside the range stated above
   */
  public Acquisition {
    if (!(driftShare >= 0 && driftShare <= 0.3)) {
      throw new IllegalArgumentException("drift must be between 0 and 0.3, not " + driftShare);
    }
    if (!(droppedShare >= 0 && droppedShare <= 0.5)) {
      throw new IllegalArgumentException(
          "the share of dropped frames must be between 0 and 0.5, not " + droppedShare);
    }
  }
}
