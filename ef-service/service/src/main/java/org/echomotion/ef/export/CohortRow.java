package org.echomotion.ef.export;

import java.time.Instant;

/**
 * One clip of a cohort.
 *
 * @param studyKey the caller's pseudonymous name for the study
 * @param clipCreatedAt when the clip was ingested
 * @param computedAt when the result was computed
 * @param status the result's status, as a word
 * @param frameCount number of frames of the clip
 * @param frameRateHz frames per second
 */
public record CohortRow(
    String studyKey,
    Instant clipCreatedAt,
    Instant computedAt,
    String status,
    int frameCount,
    double frameRateHz,
    ReportedResult result) {}
