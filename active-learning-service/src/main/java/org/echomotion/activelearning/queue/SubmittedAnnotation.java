package org.echomotion.activelearning.queue;

import java.time.Instant;
import java.util.UUID;

/**
 * A stored annotation of one frame.
 *
 * @param frameIndex index of the clip's frame, from 0
 * @param outline without points if the frame is not assessable
 */
public record SubmittedAnnotation(
    UUID id,
    UUID clipId,
    UUID studyId,
    int frameIndex,
    Verdict verdict,
    Outline outline,
    Instant submittedAt) {}
