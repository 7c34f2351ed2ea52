package org.echomotion.ingest.dataset.prepared;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.ingest.dataset.labelled.Phase;
import org.echomotion.ingest.dataset.labelled.SplitDraw;
import org.echomotion.ingest.dataset.published.Polygon;
import org.echomotion.ingest.decode.EchoView;

/**
 * A prepared set of frames that annotators outlined. The frames are working frames and the outlines
 * are in their pixels, so no preprocessing is needed.
 */
public final class AnnotatedSet {

  private static final String SOURCE = "annotation";

  private final PreparedSet set;
  private final SplitDraw draw;
  private final int side = WorkingFrame.SIDE;
  private int written;

  /**
   * Opens an empty set. An existing index is deleted.
   *
   * @param draw draws the split of each study; all frames of a study share it
   * @throws IOException if the folder cannot be created
   */
  public AnnotatedSet(Path out, SplitDraw draw) throws IOException {
    this.set = new PreparedSet(out, side);
    this.draw = draw;
  }

  /**
   * An outlined frame.
   *
   * @param study pseudonym of the study
   * @param frame index in its clip
   * @param phase phase of the heart on it
   * @param pixels uint8 [side * side] of the working size
   * @param ventricle outline of the LV cavity
   */
  public record AnnotatedFrame(
      String study,
      EchoView view,
      int frame,
      Phase phase,
      byte[] pixels,
      Polygon ventricle,
      OptionalDouble mmPerPixel) {}

  /**
   * Adds a frame.
   *
   * @return why it cannot be used; empty if it was added
   * @throws IOException if it cannot be written
   */
  public Optional<String> add(AnnotatedFrame frame) throws IOException {
    if (frame.pixels().length != side * side) {
      return Optional.of("its frame is not of working size");
    }
    byte[] labels = frame.ventricle().labels(side, side);
    if (Arrays.equals(labels, new byte[labels.length])) {
      return Optional.of("its outline encloses no pixel's centre");
    }
    set.add(
        new PreparedSet.Entry(
            frame.study(),
            draw.of(frame.study()),
            frame.view(),
            frame.phase(),
            frame.frame(),
            "unknown",
            SOURCE),
        frame.pixels(),
        Optional.of(labels),
        frame.mmPerPixel());
    written++;
    return Optional.empty();
  }

  /**
   * Writes the index.
   *
   * @return frames in the set
   */
  public int finish() throws IOException {
    set.finish();
    return written;
  }
}
