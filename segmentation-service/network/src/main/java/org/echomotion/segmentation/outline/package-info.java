/**
 * A probability map (float32 [112, 112]) in; mask, sub-pixel contour at probability 0.5 and the
 * uncertainty of the edge out.
 *
 * <p>Invariant: the result is a function of the probabilities rounded to 1/65535 and of {@link
 * org.echomotion.segmentation.outline.OutlineSettings} alone; no number depends on threads,
 * platform or order. The contour is the outer edge of the mask.
 */
package org.echomotion.segmentation.outline;
