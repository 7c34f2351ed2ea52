package org.echomotion.ingest.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Stores the progress of clips. The final stage does not depend on the order or the number of
 * events. It is explained if the clip was explained, otherwise failed if a step failed, otherwise
 * the furthest stage. Only a repeated upload moves a failed clip back to the start.
 */
@ApplicationScoped
public class ClipProgressStore {

  private final ClipRepository clips;

  ClipProgressStore(ClipRepository clips) {
    this.clips = clips;
  }

  /**
   * Moves a clip forward to {@code stage}. Does nothing if the clip is already there or further, or
   * was deleted. The stage {@code EXPLAINED} also replaces a failure, because every step has
   * succeeded by then.
   */
  @Transactional
  public void reached(UUID clipId, ClipStage stage) {
    List<ClipStage> before =
        Arrays.stream(ClipStage.values())
            .filter(s -> s.compareTo(stage) < 0)
            .filter(s -> s != ClipStage.FAILED)
            .collect(Collectors.toCollection(ArrayList::new));
    if (stage == ClipStage.EXPLAINED) {
      before.add(ClipStage.FAILED);
    }
    clips.update(
        "stage = ?1, failureReason = null where id = ?2 and stage in ?3", stage, clipId, before);
  }

  /**
   * Stores a clip's result and moves the clip forward.
   *
   * @return when the last byte of the clip's upload arrived, or when it was started again; empty if
   *     the clip had a result already, is of an older version, or was deleted
   */
  @Transactional
  public Optional<Instant> computed(UUID clipId, byte[] result) {
    Optional<Instant> receivedAt =
        clips
            .find("id = ?1 and result is null", clipId)
            .firstResultOptional()
            .map(clip -> clip.receivedAt);
    clips.update("result = ?1 where id = ?2", result, clipId);
    reached(clipId, ClipStage.EF_COMPUTED);
    return receivedAt;
  }

  /** Marks a clip as failed, unless it is explained or has already failed. */
  @Transactional
  public void failed(UUID clipId, String reason) {
    clips.update(
        "stage = ?1, failureReason = ?2 where id = ?3 and stage not in ?4",
        ClipStage.FAILED,
        reason,
        clipId,
        List.of(ClipStage.EXPLAINED, ClipStage.FAILED));
  }

  /**
   * Moves a failed clip back to the start and marks its {@code clip.ingested} as unsent. Stored
   * results stay.
   *
   * @return whether the clip had failed
   */
  @Transactional
  public boolean retried(UUID clipId) {
    Arrival now = Arrival.now();
    return clips.update(
            "stage = ?1, failureReason = null, publishedAt = null, receivedAt = ?2,"
                + " traceParent = ?3 where id = ?4 and stage = ?5",
            ClipStage.INGESTED,
            now.at(),
            now.traceParent().orElse(null),
            clipId,
            ClipStage.FAILED)
        == 1;
  }

  /** Marks each clip of a study as failed, unless it is explained or has already failed. */
  @Transactional
  public void studyFailed(UUID studyId, String reason) {
    clips.update(
        "stage = ?1, failureReason = ?2 where study.id = ?3 and stage not in ?4",
        ClipStage.FAILED,
        reason,
        studyId,
        List.of(ClipStage.EXPLAINED, ClipStage.FAILED));
  }
}
