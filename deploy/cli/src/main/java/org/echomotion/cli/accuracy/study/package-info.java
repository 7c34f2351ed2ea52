/**
 * How well the platform measures: ejection fractions of labelled studies in, their agreement with
 * the references out, as numbers and as a page.
 *
 * <p>Invariant: every study of the set is counted; a study without a number is reported as such and
 * never left out silently.
 */
package org.echomotion.cli.accuracy.study;
