/**
 * Evaluation of the whole platform. In: ejection fractions of labelled studies. Out: their
 * agreement with the references, as numbers and as a page.
 *
 * <p>Invariant: every study of the set is counted. A study without an ejection fraction is reported
 * with the reason.
 */
package org.echomotion.cli.accuracy.study;
