/**
 * In: what a result rests on (beats, outlines, frames, gain and sector). Out: a grade, and in words
 * what speaks against the result; of two views together, a grade no better than the worse one's.
 *
 * <p>Invariant: GOOD has no reasons, and every other grade has at least one.
 */
package org.echomotion.ef.quality;
