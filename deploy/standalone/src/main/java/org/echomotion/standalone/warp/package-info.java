/**
 * In: still images with labels, of which each subject has an end-diastolic and an end-systolic one.
 * Out: a folder of beating cines whose ejection fraction is known, for {@code evaluate-ef} and
 * {@code calibrate}.
 */
package org.echomotion.standalone.warp;
