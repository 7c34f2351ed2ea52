package org.echomotion.ingest.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A page of studies, newest first.
 *
 * @param next where the next page starts; empty on the last page
 */
public record StudyListing(List<StoredStudy> studies, Optional<Cursor> next) {

  public StudyListing {
    studies = List.copyOf(studies);
  }

  /** The last study of a page: the next page starts after it. */
  public record Cursor(Instant createdAt, UUID id) {}
}
