/**
 * In: the left ventricle's outline on one frame, as a closed polygon in working pixels (112x112, x
 * right, y down, apex up), or a binary mask. Out: area, the two corners of the mitral annulus, and
 * the long axis from the apex to the middle of the annulus.
 *
 * <p>Invariant: nothing here depends on time or millilitres. Lengths are in working pixels, and
 * only {@link org.echomotion.ef.contour.PixelSpacing} converts them to millimetres.
 */
package org.echomotion.ef.contour;
