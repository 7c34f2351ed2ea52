/**
 * Outlines drawn on the frames. In: display frames, outlines in working pixels, the clip's
 * geometry, heatmaps. Out: {@code overlay.mp4} with every frame of the clip at its real frame rate,
 * and stills with the outline beside Grad-CAM.
 *
 * <p>Invariant: drawings are accurate to a fraction of a pixel. Pixels are enlarged, never
 * enhanced.
 */
package org.echomotion.xai.overlay;
