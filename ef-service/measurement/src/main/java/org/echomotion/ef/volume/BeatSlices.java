package org.echomotion.ef.volume;

/**
 * A beat of one clip, cut into slices at its two ends.
 *
 * @param endDiastole at end-diastole
 * @param endSystole at end-systole
 */
public record BeatSlices(Phase endDiastole, Phase endSystole) {

  /**
   * One end of the beat.
   *
   * @param slices slices of the ventricle
   * @param relativeVolumeSd standard deviation of the single-plane volume from the outline's
   *     uncertainty, as a share of the volume
   */
  public record Phase(Slices slices, double relativeVolumeSd) {}
}
