package org.echomotion.activelearning.queue;

import java.time.Duration;
import java.util.Optional;
import org.echomotion.contract.activelearning.v1.Drawing;

/**
 * What a reader sends for a leased frame.
 *
 * @param outline without points if the frame is not assessable
 * @param drawing the drawing with its control points; empty if it has none
 * @param timeSpent empty for the time since the lease
 */
public record Submission(
    Verdict verdict,
    Outline outline,
    Optional<Drawing> drawing,
    Optional<FrameQuality> quality,
    Optional<Duration> timeSpent) {}
