package org.echomotion.ingest.dataset.prepared;

import java.nio.file.Path;
import java.util.Optional;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.ingest.dataset.labelled.SplitDraw;
import org.echomotion.ingest.dataset.published.DatasetLayout;

/**
 * A set to prepare, and how.
 *
 * @param folder the labelled data
 * @param out folder of the prepared set
 * @param split split of every frame; if empty, the set's own splits are used
 * @param draw draws the splits of subjects if the set states none
 * @param unlabelled frames without labels to take from each cine; 0: none
 * @param everyFrame whether all labelled frames of a cine are taken, or only a few that differ
 * @param between frames to make between each clip's labelled ED and ES frame; 0: none
 */
public record PreparationRequest(
    DatasetLayout layout,
    Path folder,
    Path out,
    Optional<Split> split,
    SplitDraw draw,
    int unlabelled,
    boolean everyFrame,
    int between) {

  public PreparationRequest {
    if (unlabelled < 0) {
      throw new IllegalArgumentException("the number of unlabelled frames must not be below 0");
    }
    if (between < 0 || between > 100) {
      throw new IllegalArgumentException("0 to 100 frames can be made between ED and ES");
    }
  }

  /** Prepares the set as it is. */
  public static PreparationRequest of(DatasetLayout layout, Path folder, Path out) {
    return new PreparationRequest(
        layout, folder, out, Optional.empty(), SplitDraw.DEFAULT, 0, false, 0);
  }

  /** With every frame in {@code split}. */
  public PreparationRequest withSplit(Split split) {
    return new PreparationRequest(
        layout, folder, out, Optional.of(split), draw, unlabelled, everyFrame, between);
  }

  /** With splits drawn by {@code draw} if the set states none. */
  public PreparationRequest withDraw(SplitDraw draw) {
    return new PreparationRequest(
        layout, folder, out, split, draw, unlabelled, everyFrame, between);
  }

  /** With {@code frames} unlabelled frames from each cine. */
  public PreparationRequest withUnlabelled(int frames) {
    return new PreparationRequest(layout, folder, out, split, draw, frames, everyFrame, between);
  }

  /** With all labelled frames of each cine. */
  public PreparationRequest withEveryFrame() {
    return new PreparationRequest(layout, folder, out, split, draw, unlabelled, true, between);
  }

  /** With {@code frames} made between ED and ES. */
  public PreparationRequest withBetween(int frames) {
    return new PreparationRequest(layout, folder, out, split, draw, unlabelled, everyFrame, frames);
  }
}
