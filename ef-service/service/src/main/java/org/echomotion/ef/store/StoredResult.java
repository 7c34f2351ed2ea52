package org.echomotion.ef.store;

import java.time.Instant;
import java.util.UUID;
import org.echomotion.contract.ef.v1.EjectionFraction;

/**
 * A stored result of one clip.
 *
 * @param id of this result
 * @param clipId the clip
 * @param studyId its study
 * @param result the complete result, with frames
 * @param clipCreatedAt when the clip was ingested; orders a study's results
 * @param createdAt when the result was first stored
 */
public record StoredResult(
    UUID id,
    UUID clipId,
    UUID studyId,
    EjectionFraction result,
    Instant clipCreatedAt,
    Instant createdAt) {}
