package org.echomotion.ingest.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.echomotion.tenant.Actor;

/**
 * A deleted study. Its blobs may still exist, and its event may be unsent.
 *
 * @param deletedBy who deleted it, and the tenant that it belonged to
 */
public record DeletedStudy(UUID studyId, List<UUID> clipIds, Instant deletedAt, Actor deletedBy) {

  public DeletedStudy {
    clipIds = List.copyOf(clipIds);
  }
}
