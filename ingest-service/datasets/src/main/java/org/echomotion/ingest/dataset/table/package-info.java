/**
 * The tables of labelled data. Each file format has one class with the names of files and columns,
 * reading and, if EchoMotion writes it, writing. In: a table. Out: its {@link
 * org.echomotion.ingest.dataset.table.TableRow}s.
 *
 * <p>Invariant: an unusable value is reported with its line and column.
 */
package org.echomotion.ingest.dataset.table;
