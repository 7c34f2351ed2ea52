package org.echomotion.ingest.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The unsent events: rows whose event the broker has not acknowledged. */
@ApplicationScoped
public class Outbox {

  private static final int BATCH = 100;

  private final ClipRepository clips;
  private final DeletedStudyRepository deletions;

  Outbox(ClipRepository clips, DeletedStudyRepository deletions) {
    this.clips = clips;
    this.deletions = deletions;
  }

  /** The oldest clips whose {@code clip.ingested} is unsent for at least {@code age}. */
  @Transactional
  public List<StoredClip> unpublishedClips(Duration age) {
    return clips
        .find(
            "publishedAt is null and createdAt <= ?1 order by createdAt, id",
            Instant.now().minus(age))
        .page(0, BATCH)
        .stream()
        .map(ClipEntity::toClip)
        .toList();
  }

  @Transactional
  public void clipPublished(UUID clipId) {
    clips.update("publishedAt = ?1 where id = ?2", Instant.now(), clipId);
  }

  /** The oldest deletions whose {@code study.deleted} is unsent for at least {@code age}. */
  @Transactional
  public List<DeletedStudy> unpublishedDeletions(Duration age) {
    return deletions
        .find(
            "publishedAt is null and deletedAt <= ?1 order by deletedAt", Instant.now().minus(age))
        .page(0, BATCH)
        .stream()
        .map(DeletedStudyEntity::toDeletedStudy)
        .toList();
  }

  @Transactional
  public void deletionPublished(UUID studyId) {
    deletions.update("publishedAt = ?1 where studyId = ?2", Instant.now(), studyId);
  }
}
