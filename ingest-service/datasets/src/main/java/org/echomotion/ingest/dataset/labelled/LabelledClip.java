package org.echomotion.ingest.dataset.labelled;

import java.util.List;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.EchoView;

/**
 * A cine with labels on some frames. A still image is a cine of two equal frames.
 *
 * @param subject the set's name of the subject
 * @param split training, validation or test
 * @param view standard view
 * @param quality the set's word for the image quality; {@code unknown} if it has none
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
      throw new IllegalArgumentException("a labelled clip must have a labelled frame");
    }
    for (LabelledFrame frame : frames) {
      if (frame.frame() < 0 || frame.frame() >= cine.frames().size()) {
        throw new IllegalArgumentException("labels must belong to a frame of the cine");
      }
      int pixels = cine.rows() * cine.columns();
      if (frame.labels().filter(labels -> labels.length != pixels).isPresent()) {
        throw new IllegalArgumentException("labels must have the size of the cine's frames");
      }
    }
  }

  /** Whether the clip is one still image. */
  public boolean still() {
    List<byte[]> all = cine.frames();
    return all.size() == 2 && all.get(0) == all.get(1);
  }

  public LabelledClip withFrames(List<LabelledFrame> others) {
    return new LabelledClip(subject, split, view, quality, source, cine, others);
  }
}
