/**
 * Finds the left ventricle's outline on each frame: a probability map (float32 [112, 112]) comes
 * in; mask, sub-pixel contour at probability 0.5, and how unsure the edge is, go out.
 *
 * <p>Invariant: what goes out is a function of the probabilities rounded to 1/65535 and of {@link
 * org.echomotion.segmentation.segment.OutlineSettings} alone; no number depends on threads,
 * platform or order. Mask and contour agree: the contour is the outer edge of the mask.
 */
package org.echomotion.segmentation.segment;
