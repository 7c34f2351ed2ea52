/**
 * In: the averaged beats, the model's uncertainty about the outlines at end-diastole and
 * end-systole, the measures of the picture, and the model's calibration if it has one. Out: an
 * interval for the ejection fraction, and the probability of each severity grade.
 *
 * <p>Invariant: more spread between beats or views and a less certain outline never narrow the
 * interval, except at 0 and 100 %. The interval states its calibration, or that there is none.
 */
package org.echomotion.ef.interval;
