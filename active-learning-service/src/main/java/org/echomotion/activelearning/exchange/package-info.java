/**
 * Labels of the left ventricle's outline, and the formats in which other tools read and write them.
 * In: a file of labels. Out: one {@link org.echomotion.activelearning.exchange.LabelledFrame} for
 * each frame and reader, and the reverse.
 *
 * <p>Invariant: points are in pixels of the displayed frame, x to the right, y down, and a whole
 * number is the centre of a pixel. Each format's reader and writer convert from and to the format's
 * own coordinates. A file is read completely or not at all, and the work for it is bounded by
 * {@link org.echomotion.activelearning.exchange.ImportLimits}.
 */
package org.echomotion.activelearning.exchange;
