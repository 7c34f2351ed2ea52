package org.echomotion.activelearning.queue;

import java.time.Instant;
import java.util.UUID;

/**
 * One annotator's hold on a task.
 *
 * @param token shows that the lease is the caller's
 * @param expiresAt when the task goes back to the queue
 */
public record Lease(AnnotationTask task, UUID token, Instant expiresAt) {}
