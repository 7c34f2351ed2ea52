/**
 * Agreement of two ways of measuring ejection fractions: pairs of numbers in; bias, errors and
 * correlation with their intervals out, as figures, rows and charts.
 *
 * <p>Invariant: a subject counts once, and intervals resample subjects.
 */
package org.echomotion.cli.accuracy.agreement;
