/**
 * Masks as a NIfTI-1 volume (R. Cox et al., "A (sort of) new image data format standard: NIfTI-1",
 * 2004) with CAMUS's label values: 1 is the cavity of the left ventricle. In: a volume of a clip.
 * Out: one label for each frame with a cavity.
 *
 * <p>Invariant: the first axis runs along a frame's row, the second down its columns, the third
 * from frame to frame. A volume has one clip and one reader, and does not name the reader. It keeps
 * masks only: no points, verdict, phase, grade or pixel spacing.
 */
package org.echomotion.activelearning.exchange.nifti;
