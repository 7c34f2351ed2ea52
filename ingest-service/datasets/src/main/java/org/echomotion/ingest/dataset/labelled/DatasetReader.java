package org.echomotion.ingest.dataset.labelled;

import java.io.IOException;
import java.nio.file.Path;

/** Reads one layout of labelled data. */
public interface DatasetReader {

  /**
   * Reads the whole set, one clip after the other.
   *
   * @throws IOException if the set's own tables cannot be read; trouble with one clip is told to
   *     {@code visitor} instead
   */
  void read(Path folder, Visitor visitor) throws IOException;

  /** Hears of each clip. */
  interface Visitor {

    /** How many clips there will be, read and skipped together; called once, first. */
    void expected(int clips);

    void clip(LabelledClip clip);

    /** What cannot be used, and why. */
    void skipped(String what, String why);

    /** A clip made from others, beyond those expected. */
    void derived(LabelledClip clip);

    /** What could not be made from others, and why. */
    void notDerived(String what, String why);
  }
}
