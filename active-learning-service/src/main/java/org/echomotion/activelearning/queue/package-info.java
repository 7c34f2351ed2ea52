/**
 * The words of the annotation queue: a task waits, is leased for a time, and is submitted or goes
 * back. A task has at most one living lease and at most one annotation.
 */
package org.echomotion.activelearning.queue;
