/**
 * Evaluation of the whole platform: ejection fractions of labelled studies in, their agreement with
 * the references out, as numbers and as a page.
 *
 * <p>Invariant: every study of the set is counted. A study without a number is reported with its
 * reason.
 */
package org.echomotion.cli.accuracy.study;
