/**
 * In: a clip's measured disks. Out: windows of disks for the temporal model in
 * segmentation-service. From its answers: disks corrected for errors of the outlines, each frame's
 * probability of end-diastole and end-systole, and beats moved to the highest probabilities.
 *
 * <p>Invariant: plain Java; other packages call the model. The same answers give the same bits.
 */
package org.echomotion.ef.temporal;
