package org.echomotion.ef.contour;

import java.util.Optional;

/**
 * What segmentation found on one frame.
 *
 * @param frameIndex index of the frame in its clip, from 0
 * @param contour outline of the left ventricle's cavity, empty where none was found
 * @param meanBoundaryEntropy mean entropy of the left-ventricle probability over the pixels within
 *     {@value #BOUNDARY_BAND_PIXELS} pixels of the outline, in nats, 0 to ln 2
 */
public record FrameContour(int frameIndex, Optional<Contour> contour, double meanBoundaryEntropy) {

  /** Half width of the band over which segmentation takes the mean entropy. */
  public static final double BOUNDARY_BAND_PIXELS = 2;

  /** Rows and columns of a working frame. */
  public static final int WORKING_SIZE = 112;

  public FrameContour {
    if (frameIndex < 0) {
      throw new IllegalArgumentException("frames are counted from 0");
    }
    if (!(meanBoundaryEntropy >= 0)) {
      throw new IllegalArgumentException("an entropy is not negative");
    }
  }

  /** Whether the outline runs within a pixel of the frame's edge, so that part may be cut off. */
  public boolean touchesBorder() {
    return contour.stream()
        .flatMap(outline -> outline.vertices().stream())
        .anyMatch(
            p -> p.x() < 1 || p.y() < 1 || p.x() > WORKING_SIZE - 2 || p.y() > WORKING_SIZE - 2);
  }
}
