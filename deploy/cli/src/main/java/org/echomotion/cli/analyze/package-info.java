/**
 * The command {@code analyze}: cines in, a table on standard output and report folders out.
 *
 * <p>Invariant: each file has an outcome, with a result or a reason why there is none.
 */
package org.echomotion.cli.analyze;
