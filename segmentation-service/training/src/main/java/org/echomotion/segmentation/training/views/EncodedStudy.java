package org.echomotion.segmentation.training.views;

import java.util.List;

/**
 * A study with encoded frames.
 *
 * @param study the original study
 * @param variants the original frames, then the augmented ones
 */
record EncodedStudy(StudyFrames study, List<Variant> variants) {

  /**
   * @param places positions of the four frames in the token file
   * @param logSizes logarithm of each frame's single-plane volume in cubic pixels, from its mask;
   *     NaN if the mask is too small
   */
  record Variant(int[] places, float[] logSizes) {}
}
