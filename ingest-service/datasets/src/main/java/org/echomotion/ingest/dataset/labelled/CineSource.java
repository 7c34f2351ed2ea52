package org.echomotion.ingest.dataset.labelled;

import java.nio.file.Path;
import org.echomotion.ingest.decode.Cine;

/** Decodes a file, as serving does. */
@FunctionalInterface
public interface CineSource {

  /**
   * Decodes a file.
   *
   * @throws org.echomotion.error.EchoMotionException if the file is not a readable cine
   */
  Cine decode(Path file);
}
