/**
 * In: the averaged beats, and how unsure the model was of the outlines at end-diastole and
 * end-systole. Out: a 90 % interval for the ejection fraction by error propagation.
 *
 * <p>Invariant: more spread between beats or a less certain outline never narrows the interval. It
 * is not calibrated against readers yet, and says so.
 */
package org.echomotion.ef.interval;
