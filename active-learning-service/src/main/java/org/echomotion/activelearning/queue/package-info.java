/**
 * The types of the annotation queue. A task waits, is leased for a time, and is then submitted or
 * waits again.
 *
 * <p>Invariant: a task has at most one active lease and at most one annotation.
 */
package org.echomotion.activelearning.queue;
