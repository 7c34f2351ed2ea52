package org.echomotion.ingest.decode;

import java.nio.file.Path;
import java.util.Optional;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;

/** Reads one kind of file. */
public interface CineDecoder {

  /** Number of first bytes from which a file's kind is detected. */
  int HEAD = 1_024;

  /** Whether the file's first bytes (up to 1,024) look like this kind. */
  boolean accepts(byte[] head);

  /**
   * Reads the whole file.
   *
   * @throws EchoMotionException if it is not a readable cine of this kind, or more than {@code
   *     limits} allow
   */
  Cine decode(Path file, DecodeLimits limits);

  /**
   * Reads what has come of a file that is still arriving: its whole frames so far.
   *
   * @return empty while fewer than 2 can be read
   * @throws EchoMotionException {@code TOO_LARGE}
   */
  Optional<Cine> decodeArrived(Path file, DecodeLimits limits);

  /**
   * Handles a failure on an arriving file. Missing or damaged parts may still arrive; a file that
   * is too large stays too large.
   */
  static Optional<Cine> notYet(EchoMotionException failure) {
    if (failure.code() == IngestError.TOO_LARGE) {
      throw failure;
    }
    return Optional.empty();
  }
}
