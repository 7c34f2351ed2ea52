/**
 * The look of evaluation pages: sections, tables and charts in, one HTML page that needs no other
 * file out.
 */
package org.echomotion.cli.accuracy.page;
