package org.echomotion.ef.clip;

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
 * @param recording what came with it
 * @param otherView whether the clip shows neither of the apical views that are measured
 */
public record SegmentedClip(
    List<FrameContour> frames,
    FrameRate frameRate,
    Optional<PixelSpacing> spacing,
    Recording recording,
    boolean otherView) {

  public SegmentedClip {
    frames = List.copyOf(frames);
    for (int i = 0; i < frames.size(); i++) {
      if (frames.get(i).frameIndex() != i) {
        throw new IllegalArgumentException("the clip's frames must be all there and in order");
      }
    }
    int timed = recording.frameTimes().map(times -> times.seconds().size()).orElse(frames.size());
    if (timed != frames.size()) {
      throw new IllegalArgumentException("each frame has its time, or none has");
    }
  }

  /** A clip of an apical view. */
  public SegmentedClip(
      List<FrameContour> frames,
      FrameRate frameRate,
      Optional<PixelSpacing> spacing,
      Recording recording) {
    this(frames, frameRate, spacing, recording, false);
  }

  /** A clip of an apical view without anything besides its frames. */
  public SegmentedClip(
      List<FrameContour> frames, FrameRate frameRate, Optional<PixelSpacing> spacing) {
    this(frames, frameRate, spacing, Recording.NONE);
  }
}
