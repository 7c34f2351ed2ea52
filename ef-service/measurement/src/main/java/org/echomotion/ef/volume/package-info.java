/**
 * In: an outline with its long axis. Out: twenty disks perpendicular to the axis and their volume,
 * in cubic pixels always and in millilitres where the pixel spacing is known.
 *
 * <p>Invariant: a volume's unit is its type; a ratio of two volumes of one cine (the ejection
 * fraction) is the same with and without a spacing.
 */
package org.echomotion.ef.volume;
