/**
 * The tables of schema {@code active_learning}: records in, records out. Every change of a task's
 * state is one transaction, and a lease is handed out under a row lock, so no two callers get one.
 */
package org.echomotion.activelearning.store;
