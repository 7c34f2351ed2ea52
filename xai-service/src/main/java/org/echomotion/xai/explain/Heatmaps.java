package org.echomotion.xai.explain;

import java.util.List;
import org.echomotion.xai.gradcam.Heatmap;

/** The source of Grad-CAM. */
@FunctionalInterface
public interface Heatmaps {

  /**
   * Returns the heatmaps of some of the clip's frames.
   *
   * @param frames indices of the frames, from 0
   * @return heatmaps, one per index, in that order
   */
  List<Heatmap> of(List<Integer> frames);
}
