/**
 * Clip in; mask, contour and uncertainty of the left ventricle on every frame out. {@code serving}
 * runs models, {@code segment} outlines what they see, {@code store} keeps it, {@code api} is where
 * events and calls come in and go out.
 */
package org.echomotion.segmentation;
