/**
 * In: the averaged beats, how unsure the model was of the outlines at end-diastole and end-systole,
 * and the model's calibration where it has one. Out: an interval for the ejection fraction; and
 * from studies of known ejection fraction a new calibration.
 *
 * <p>Invariant: more spread between beats, a less certain outline or a poorer grade never narrows
 * the interval. It says which calibration it rests on, or that there is none.
 */
package org.echomotion.ef.interval;
