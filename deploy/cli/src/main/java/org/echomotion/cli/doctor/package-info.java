/**
 * The command {@code doctor}. In: a data directory, running or not, and the machine. Out: a list of
 * findings, each with what to do.
 *
 * <p>Invariant: no check changes a file of the data directory.
 */
@NullMarked
package org.echomotion.cli.doctor;

import org.jspecify.annotations.NullMarked;
