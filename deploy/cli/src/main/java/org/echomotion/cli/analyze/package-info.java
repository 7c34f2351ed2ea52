/** The command {@code analyze}: cines in, a table on standard output and a report folder out. */
package org.echomotion.cli.analyze;
