/**
 * The tables of labelled data, one class per file format: names of files and columns, reading and,
 * where EchoMotion writes it, writing. A table in, its {@link
 * org.echomotion.ingest.dataset.table.TableRow}s out.
 *
 * <p>Invariant: an unusable value is reported with its line and column.
 */
package org.echomotion.ingest.dataset.table;
