/**
 * The tables of schema {@code active_learning}. In: records. Out: records.
 *
 * <p>Invariant: every change of a task's state is one transaction. Leases are granted under a row
 * lock, so two callers never get the same task.
 */
package org.echomotion.activelearning.store;
