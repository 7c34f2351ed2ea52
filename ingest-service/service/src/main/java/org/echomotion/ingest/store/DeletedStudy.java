package org.echomotion.ingest.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A study that is gone, whose blobs may still be there and whose event is owed. */
public record DeletedStudy(UUID studyId, List<UUID> clipIds, Instant deletedAt) {

  public DeletedStudy {
    clipIds = List.copyOf(clipIds);
  }
}
