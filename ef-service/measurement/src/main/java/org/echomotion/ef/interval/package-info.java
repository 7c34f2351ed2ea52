/**
 * In: the averaged beats, the model's uncertainty about the outlines at end-diastole and
 * end-systole, and the model's calibration if it has one. Out: an interval for the ejection
 * fraction. Also, from studies with known ejection fractions: a new calibration.
 *
 * <p>Invariant: more spread between beats, a less certain outline or a poorer grade never narrows
 * the interval. The interval states its calibration, or that there is none.
 */
package org.echomotion.ef.interval;
