/**
 * An uploaded archive of label files. In: a ZIP file. Out: its files, one after the other.
 *
 * <p>Invariant: nothing is written to disk, and entries and bytes are counted while they are read,
 * because the archive's headers may be wrong.
 */
package org.echomotion.activelearning.exchange.upload;
