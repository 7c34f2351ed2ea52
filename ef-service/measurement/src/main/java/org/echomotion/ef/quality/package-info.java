/**
 * In: the basis of a result: beats, outlines, frames, gain and sector. Out: a grade and the reasons
 * against the result. Two views together get a grade no better than the worse one's.
 *
 * <p>Invariant: GOOD has no reasons, and every other grade has at least one.
 */
package org.echomotion.ef.quality;
