package org.echomotion.ef;

import java.util.List;
import java.util.Optional;
import org.echomotion.ef.beats.FrameRate;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.contour.PixelSpacing;

/**
 * A clip as segmentation leaves it.
 *
 * @param frames one per frame of the clip, in order
 * @param frameRate frames per second
 * @param spacing empty where the cine carries no calibration; then there are no millilitres
 */
public record SegmentedClip(
    List<FrameContour> frames, FrameRate frameRate, Optional<PixelSpacing> spacing) {

  public SegmentedClip {
    frames = List.copyOf(frames);
    for (int i = 0; i < frames.size(); i++) {
      if (frames.get(i).frameIndex() != i) {
        throw new IllegalArgumentException("the clip's frames must be all there and in order");
      }
    }
  }
}
