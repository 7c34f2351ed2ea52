package org.echomotion.activelearning.queue;

import java.time.Instant;
import java.util.UUID;

/**
 * What an annotator made of a frame, as stored.
 *
 * @param frameIndex index of the clip's frame, from 0
 * @param outline none where the frame is not assessable
 */
public record SubmittedAnnotation(
    UUID id,
    UUID clipId,
    UUID studyId,
    int frameIndex,
    Verdict verdict,
    Outline outline,
    Instant submittedAt) {}
