package org.echomotion.ingest.dataset.labelled;

import java.util.List;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.EchoView;

/**
 * A cine with labels on some frames. A still image is a cine of two equal frames.
 *
 * @param subject who it shows, as the set names it
 * @param split what it is for
 * @param view standard view
 * @param quality the set's word for the image quality; {@code unknown} where it has none
 * @param source name of the set
 * @param cine all its frames, as decoded
 * @param frames those with labels, at least one
 */
public record LabelledClip(
    String subject,
    Split split,
    EchoView view,
    String quality,
    String source,
    Cine cine,
    List<LabelledFrame> frames) {

  public LabelledClip {
    frames = List.copyOf(frames);
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("a labelled clip has a labelled frame");
    }
    for (LabelledFrame frame : frames) {
      if (frame.frame() < 0 || frame.frame() >= cine.frames().size()) {
        throw new IllegalArgumentException("labels belong to a frame of the cine");
      }
      int pixels = cine.rows() * cine.columns();
      if (frame.labels().filter(labels -> labels.length != pixels).isPresent()) {
        throw new IllegalArgumentException("labels have the size of the cine's frames");
      }
    }
  }

  /** Whether it is one image. */
  public boolean still() {
    List<byte[]> all = cine.frames();
    return all.size() == 2 && all.get(0) == all.get(1);
  }

  public LabelledClip withFrames(List<LabelledFrame> others) {
    return new LabelledClip(subject, split, view, quality, source, cine, others);
  }
}
