/**
 * In: the averaged beats of an A4C and of an A2C clip of one study, as slices at end-diastole and
 * end-systole. Out: beats paired by the length of their cycles, and the biplane ejection fraction
 * and volumes of each pair.
 *
 * <p>Invariant: volumes exist exactly where both views have pixel spacing; the ejection fraction of
 * a pair does not depend on the views' scale.
 */
package org.echomotion.ef.biplane;
