/**
 * The data directory. In: a path. Out: its parts, its secrets, its lock, and the processes that an
 * earlier start left running.
 *
 * <p>Invariants: one process at a time uses a data directory. Nothing of a user is deleted.
 */
package org.echomotion.standalone.directory;
