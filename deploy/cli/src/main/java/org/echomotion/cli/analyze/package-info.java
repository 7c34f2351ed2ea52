/**
 * The command {@code analyze}. In: cines. Out: a table on standard output, and report folders.
 *
 * <p>Invariant: each file has an outcome: a result, or the reason why there is none.
 */
package org.echomotion.cli.analyze;
