package org.echomotion.ingest.dataset.labelled;

import java.io.IOException;
import java.nio.file.Path;

/** Reads one layout of labelled data. */
public interface DatasetReader {

  /**
   * Reads the whole set, one clip after the other.
   *
   * @throws IOException if the set's own tables cannot be read; problems with one clip are reported
   *     to {@code visitor} instead
   */
  void read(Path folder, Visitor visitor) throws IOException;

  /** Receives each clip. */
  interface Visitor {

    /** Receives the number of clips, including skipped ones. It is called first, and only once. */
    void expected(int clips);

    void clip(LabelledClip clip);

    /** Receives what cannot be used, and why. */
    void skipped(String what, String why);

    /** Receives a clip that was made from others. It is not among the expected ones. */
    void derived(LabelledClip clip);

    /** Receives what could not be made from other clips, and why. */
    void notDerived(String what, String why);
  }
}
