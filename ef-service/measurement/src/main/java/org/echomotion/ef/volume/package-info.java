/**
 * In: an outline with its long axis. Out: twenty disks perpendicular to the axis and their volume
 * in cubic pixels, and in millilitres if the pixel spacing is known.
 *
 * <p>Invariant: the type of a volume states its unit. The ratio of two volumes of one cine (the
 * ejection fraction) is the same with and without a spacing.
 */
package org.echomotion.ef.volume;
