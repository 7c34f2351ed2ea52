/**
 * The tables of schema {@code active_learning}. In: checked values. Out: messages of the contract.
 *
 * <p>Invariant: every change is one transaction, and the clock is the database's. A place has one
 * lease at most, and a frame has one place per reader.
 */
package org.echomotion.activelearning.store;
