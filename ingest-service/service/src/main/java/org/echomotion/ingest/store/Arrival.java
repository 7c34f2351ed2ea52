package org.echomotion.ingest.store;

import java.time.Instant;
import java.util.Optional;
import org.echomotion.trace.TraceParent;

/**
 * The end of an upload, from which the time to the ejection fraction counts.
 *
 * @param at when the last byte arrived
 * @param traceParent the upload's place in its trace, as {@link TraceParent}; empty if it is not
 *     traced
 */
public record Arrival(Instant at, Optional<String> traceParent) {

  /** Returns the arrival of an upload that is complete now. */
  public static Arrival now() {
    return new Arrival(Instant.now(), TraceParent.current());
  }
}
