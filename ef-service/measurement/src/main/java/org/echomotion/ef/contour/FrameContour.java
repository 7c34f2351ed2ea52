package org.echomotion.ef.contour;

import java.util.Optional;
import org.echomotion.frame.WorkingFrame;

/**
 * The segmentation of one frame.
 *
 * @param frameIndex index of the frame in its clip, from 0
 * @param contour outline of the left ventricle's cavity; empty if none was detected
 * @param meanBoundaryEntropy mean entropy of the left-ventricle probability over the pixels within
 *     2 pixels of the outline, in nats, 0 to ln 2
 */
public record FrameContour(int frameIndex, Optional<Contour> contour, double meanBoundaryEntropy) {

  /**
   * The constants that a result depends on.
   *
   * @param boundaryBandPixels half the width of the band for the mean entropy
   * @param workingSizePixels rows and columns of a working frame
   */
  public record Settings(double boundaryBandPixels, int workingSizePixels) {
    static final Settings DEFAULT = new Settings(2, WorkingFrame.SIDE);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  public FrameContour {
    if (frameIndex < 0) {
      throw new IllegalArgumentException("a frame index must not be negative");
    }
    if (!(meanBoundaryEntropy >= 0)) {
      throw new IllegalArgumentException("an entropy must not be negative");
    }
  }

  /** Whether the outline is within a pixel of the frame's edge, so part of it may be cut off. */
  public boolean touchesBorder() {
    double last = SETTINGS.workingSizePixels() - 2;
    return contour.stream()
        .flatMap(outline -> outline.vertices().stream())
        .anyMatch(p -> p.x() < 1 || p.y() < 1 || p.x() > last || p.y() > last);
  }
}
