/**
 * Area and volume over time. In: a clip's result. Out: the curves as values, and {@code curve.png}
 * with end-diastole, end-systole and the beats marked. A frame on which nothing was measured is a
 * gap, never a line drawn across it; every axis states its unit.
 */
package org.echomotion.xai.plot;
