package org.echomotion.ingest.decode;

import java.nio.file.Path;

/** Reads one kind of file. */
public interface CineDecoder {

  /** Whether the file's first bytes (as many as there are, up to 256) look like this kind. */
  boolean accepts(byte[] head);

  /**
   * Reads the whole file.
   *
   * @throws org.echomotion.error.EchoMotionException if it is not a readable cine of this kind, or
   *     more than {@code limits} allow
   */
  Cine decode(Path file, DecodeLimits limits);
}
