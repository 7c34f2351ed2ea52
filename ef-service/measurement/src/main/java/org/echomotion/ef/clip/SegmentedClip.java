package org.echomotion.ef.clip;

import java.util.List;
import java.util.Optional;
import org.echomotion.ef.beats.FrameRate;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.contour.PixelSpacing;

/**
 * A clip after segmentation.
 *
 * @param frames one per frame of the clip, in order
 * @param frameRate frames per second
 * @param spacing empty if the cine has no pixel spacing; volumes in millilitres are then unknown
 * @param recording data of the clip other than its frames
 * @param otherView true if the clip shows neither A4C nor A2C
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
        throw new IllegalArgumentException("the clip's frames must be complete and in order");
      }
    }
    int timed = recording.frameTimes().map(times -> times.seconds().size()).orElse(frames.size());
    if (timed != frames.size()) {
      throw new IllegalArgumentException("there must be one time per frame, or none at all");
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

  /** A clip of an apical view with frames only. */
  public SegmentedClip(
      List<FrameContour> frames, FrameRate frameRate, Optional<PixelSpacing> spacing) {
    this(frames, frameRate, spacing, Recording.NONE);
  }
}
