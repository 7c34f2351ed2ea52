/**
 * The design of evaluation pages. In: tables and charts. Out: one self-contained HTML page. The
 * templates are in {@code resources/evaluation}. Charts look like those in the reports.
 */
package org.echomotion.cli.accuracy.page;
