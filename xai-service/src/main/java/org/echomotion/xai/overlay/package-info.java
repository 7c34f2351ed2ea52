/**
 * The outline on the pictures that people look at. In: display frames, the outlines in working
 * pixels, the clip's geometry, heatmaps. Out: {@code overlay.mp4} with every frame of the clip at
 * its real frame rate, and stills that show the outline beside Grad-CAM. What is drawn lies where
 * the numbers say, to a fraction of a pixel; pixels are enlarged, never enhanced.
 */
package org.echomotion.xai.overlay;
