package org.echomotion.ingest.dataset;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be prepared.
 *
 * @param folder the labelled data
 * @param out where the prepared set goes
 * @param split given to every frame; empty: as the set says
 * @param draw what a subject is for, where the set does not say
 * @param between frames to make between each clip's labelled ED and ES frame; 0: none
 */
public record PreparationRequest(
    DatasetLayout layout,
    Path folder,
    Path out,
    Optional<Split> split,
    SplitDraw draw,
    int between) {

  public PreparationRequest {
    if (between < 0 || between > 100) {
      throw new IllegalArgumentException("from 0 to 100 frames are made between ED and ES");
    }
  }

  /** The set as it is. */
  public static PreparationRequest of(DatasetLayout layout, Path folder, Path out) {
    return new PreparationRequest(layout, folder, out, Optional.empty(), SplitDraw.DEFAULT, 0);
  }

  /** With every frame in {@code split}. */
  public PreparationRequest withSplit(Split split) {
    return new PreparationRequest(layout, folder, out, Optional.of(split), draw, between);
  }

  /** With subjects drawn by {@code draw} where the set does not say what they are for. */
  public PreparationRequest withDraw(SplitDraw draw) {
    return new PreparationRequest(layout, folder, out, split, draw, between);
  }

  /** With {@code frames} made between ED and ES. */
  public PreparationRequest withBetween(int frames) {
    return new PreparationRequest(layout, folder, out, split, draw, frames);
  }
}
