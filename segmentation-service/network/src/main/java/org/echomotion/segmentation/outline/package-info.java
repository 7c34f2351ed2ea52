/**
 * In: a probability map (float32 [112, 112]). Out: mask, sub-pixel contour at probability 0.5, and
 * the uncertainty of the edge.
 *
 * <p>Invariant: the result depends only on the probabilities rounded to 1/65535 and on {@link
 * org.echomotion.segmentation.outline.OutlineSettings}, not on threads, platform or order. The
 * contour is the outer edge of the mask.
 */
package org.echomotion.segmentation.outline;
