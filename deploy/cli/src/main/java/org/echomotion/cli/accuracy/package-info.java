/**
 * Accuracy against labels: the commands {@code evaluate}, {@code evaluate-ef}, {@code
 * evaluate-temporal} and {@code calibrate}.
 *
 * <p>In: labelled stills or cines, and a model or a running platform. Out: a page and its figures
 * as JSON, or a fitted calibration.
 */
package org.echomotion.cli.accuracy;
