package org.echomotion.ef.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A page of results, newest clips first.
 *
 * @param next start of the next page; empty on the last page
 */
public record ResultPage(List<StoredResult> results, Optional<Cursor> next) {

  public ResultPage {
    results = List.copyOf(results);
  }

  /** The last clip of a page. The next page starts after it. */
  public record Cursor(Instant clipCreatedAt, UUID clipId) {}
}
