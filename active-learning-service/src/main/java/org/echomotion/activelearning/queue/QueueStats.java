package org.echomotion.activelearning.queue;

/** Counts of the queue; a lease that has expired counts as waiting. */
public record QueueStats(long waiting, long leased, long submitted) {}
