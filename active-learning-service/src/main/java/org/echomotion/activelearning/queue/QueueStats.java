package org.echomotion.activelearning.queue;

/** Numbers of tasks in the queue. A task with an expired lease counts as waiting. */
public record QueueStats(long waiting, long leased, long submitted) {}
