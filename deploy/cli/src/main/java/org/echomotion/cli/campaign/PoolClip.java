package org.echomotion.cli.campaign;

import java.util.List;
import org.echomotion.segmentation.dataset.PreparedFrame;

/**
 * A cine that can be annotated. The labels of its frames are the answers of the simulated reader.
 *
 * @param name subject and view
 * @param frames all frames in order, with labels
 */
record PoolClip(String name, double frameRateHz, List<PreparedFrame> frames) {

  PoolClip {
    frames = List.copyOf(frames);
  }

  /** Name of the patient. */
  String subject() {
    return frames.get(0).subject();
  }
}
