package org.echomotion.segmentation.training.views;

import java.util.List;

/**
 * A study whose frames have passed the encoder.
 *
 * @param study as it was
 * @param variants the frames as they were, then as augmentation changed them
 */
record EncodedStudy(StudyFrames study, List<Variant> variants) {

  /**
   * @param places of the four frames in the token file
   * @param logSizes logarithm of each frame's single-plane volume in cubic pixels, by its mask; NaN
   *     where the mask is too small
   */
  record Variant(int[] places, float[] logSizes) {}
}
