/**
 * Agreement of two methods that measure ejection fractions. In: pairs of numbers. Out: bias, errors
 * and correlation with their intervals, as figures, rows and charts.
 *
 * <p>Invariant: each subject counts once, and intervals resample subjects.
 */
package org.echomotion.cli.accuracy.agreement;
