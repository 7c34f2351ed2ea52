/**
 * The look of evaluations: tables and charts in, one HTML page that needs no other file out. The
 * pages are the templates in {@code resources/evaluation}; charts have the style of the reports.
 */
package org.echomotion.cli.accuracy.page;
