/**
 * In: the left ventricle's outline on one frame, a closed polygon in working pixels (112x112, x
 * right, y down, apex up), or a binary mask. Out: area, the two corners of the mitral annulus, and
 * the long axis from the apex to the middle of the annulus.
 *
 * <p>Invariant: nothing here knows about time or millilitres; lengths are working pixels, and
 * {@link org.echomotion.ef.contour.PixelSpacing} is the only way to millimetres.
 */
package org.echomotion.ef.contour;
