package org.echomotion.ingest.preprocess;

import java.util.List;

/**
 * A preprocessed cine: what the network sees, and what people look at.
 *
 * @param workingFrames uint8 [frames][workingHeight * workingWidth], row-major, outside the sector
 *     exactly 0
 * @param displayFrames uint8 [frames][displayHeight * displayWidth], row-major, isotropic, without
 *     enhancement; as many as working frames
 * @param geometry how the two lie to each other, and their scale
 */
public record WorkingClip(
    List<byte[]> workingFrames, List<byte[]> displayFrames, Geometry geometry) {

  public WorkingClip {
    workingFrames = List.copyOf(workingFrames);
    displayFrames = List.copyOf(displayFrames);
    if (workingFrames.isEmpty() || workingFrames.size() != displayFrames.size()) {
      throw new IllegalArgumentException("a clip has one display frame per working frame");
    }
  }

  public int frameCount() {
    return workingFrames.size();
  }
}
