package org.echomotion.activelearning.queue;

/** Numbers of readers' places. */
public record QueueStats(long waiting, long leased, long submitted) {}
