/**
 * In: the left ventricle's volume on every frame, with gaps; the frame rate; and, if known, the
 * time of each frame and the R-waves of an electrocardiogram. Out: the volume curve without
 * outliers and noise, the heart beats with their end-diastoles and end-systoles, and the heart
 * rate.
 *
 * <p>Invariant: only ratios of volumes and times are used, so the unit of volume does not matter.
 * The same curve gives the same beats, bit for bit.
 */
package org.echomotion.ef.beats;
