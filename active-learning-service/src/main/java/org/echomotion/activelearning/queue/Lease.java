package org.echomotion.activelearning.queue;

import java.time.Instant;
import java.util.UUID;

/**
 * One annotator's lease of a task.
 *
 * @param token proves that the caller holds the lease
 * @param expiresAt when the task returns to the queue
 */
public record Lease(AnnotationTask task, UUID token, Instant expiresAt) {}
