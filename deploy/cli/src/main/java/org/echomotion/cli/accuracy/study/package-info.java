/**
 * Evaluation of the whole platform. In: ejection fractions of labelled studies. Out: their
 * agreement with the references, as numbers and as a page.
 *
 * <p>Invariant: every study of the set is counted. A study without a number is reported with its
 * reason.
 */
package org.echomotion.cli.accuracy.study;
