package org.echomotion.ef.store;

import java.time.Instant;
import java.util.UUID;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;

/**
 * A stored combined result of a study with two views.
 *
 * @param pair the results that it was computed from
 * @param configurationHash hash of everything else that it depends on
 * @param result the complete result, with its second opinion
 * @param createdAt when it was stored
 */
public record StoredStudyResult(
    UUID studyId,
    Pair pair,
    String configurationHash,
    StudyEjectionFraction result,
    Instant createdAt) {

  /** The two clips' results, by {@link StoredResult#id}. */
  public record Pair(UUID fourChamberResult, UUID twoChamberResult) {}
}
