/**
 * In: what a result rests on (beats, outlines, frames). Out: a grade, and in words what speaks
 * against the result.
 *
 * <p>Invariant: GOOD has no reasons, and every other grade has at least one.
 */
package org.echomotion.ef.quality;
