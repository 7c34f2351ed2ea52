package org.echomotion.ingest.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A deleted study. Its blobs may still exist, and its event may be unsent. */
public record DeletedStudy(UUID studyId, List<UUID> clipIds, Instant deletedAt) {

  public DeletedStudy {
    clipIds = List.copyOf(clipIds);
  }
}
