/**
 * Area and volume over time. In: a clip's result. Out: the curves as values, and {@code curve.png}
 * with end-diastole, end-systole and the beats marked.
 *
 * <p>Invariant: a frame without a measurement is a gap in the curve. Every axis states its unit.
 */
package org.echomotion.xai.plot;
