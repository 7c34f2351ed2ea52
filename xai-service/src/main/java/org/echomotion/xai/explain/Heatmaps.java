package org.echomotion.xai.explain;

import java.util.List;
import org.echomotion.xai.gradcam.Heatmap;

/** Where Grad-CAM comes from. */
@FunctionalInterface
public interface Heatmaps {

  /**
   * The heatmaps of some of the clip's frames.
   *
   * @param frames indices, from 0
   * @return one per index, in their order
   */
  List<Heatmap> of(List<Integer> frames);
}
