package org.echomotion.ef.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A page of results, those of the newest clips first.
 *
 * @param next where the next page starts; empty on the last one
 */
public record ResultPage(List<StoredResult> results, Optional<Cursor> next) {

  public ResultPage {
    results = List.copyOf(results);
  }

  /** The last clip of a page: the next page starts behind it. */
  public record Cursor(Instant clipCreatedAt, UUID clipId) {}
}
