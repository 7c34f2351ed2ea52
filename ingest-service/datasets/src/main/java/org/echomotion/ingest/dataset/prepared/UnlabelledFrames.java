package org.echomotion.ingest.dataset.prepared;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.echomotion.ingest.dataset.labelled.DatasetReader;
import org.echomotion.ingest.dataset.labelled.LabelledClip;
import org.echomotion.ingest.dataset.labelled.LabelledFrame;
import org.echomotion.ingest.dataset.labelled.PassedOn;

/**
 * Adds to each clip some of its frames that have no labels, evenly spread over the clip. A clip
 * with only labelled frames is passed on unchanged.
 */
final class UnlabelledFrames extends PassedOn {

  private final int count;

  /**
   * @param count frames per clip, at least 1; fewer if the clip has fewer
   */
  UnlabelledFrames(DatasetReader.Visitor next, int count) {
    super(next);
    this.count = count;
  }

  @Override
  public void clip(LabelledClip clip) {
    if (clip.still()) {
      next.clip(clip);
      return;
    }
    Set<Integer> labelled =
        clip.frames().stream().map(LabelledFrame::frame).collect(Collectors.toSet());
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < clip.cine().frames().size(); i++) {
      if (!labelled.contains(i)) {
        free.add(i);
      }
    }
    Set<Integer> chosen = new TreeSet<>();
    for (int i = 0; i < Math.min(count, free.size()); i++) {
      chosen.add(free.get((int) ((i + 0.5) * free.size() / Math.min(count, free.size()))));
    }
    List<LabelledFrame> frames = new ArrayList<>(clip.frames());
    chosen.forEach(frame -> frames.add(LabelledFrame.unlabelled(frame)));
    next.clip(clip.withFrames(frames));
  }
}
