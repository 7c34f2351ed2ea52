package org.echomotion.segmentation.model;

import java.util.List;

/**
 * Segments the left ventricle. The interface has no TensorFlow types, so scoring does not need
 * TensorFlow.
 */
@FunctionalInterface
public interface FrameSegmenter {

  /**
   * Segments frames.
   *
   * @param frames u8 gray, row-major, 112 x 112 each
   * @return probability of the left ventricle per pixel, 0..1, row-major, in the order of {@code
   *     frames}
   */
  List<float[]> probabilities(List<byte[]> frames);
}
