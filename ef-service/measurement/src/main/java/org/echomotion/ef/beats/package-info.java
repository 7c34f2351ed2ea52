/**
 * In: the left ventricle's volume on every frame, with holes, the frame rate, and where known each
 * frame's time and the R-waves of an electrocardiogram. Out: the volume curve without outliers and
 * noise, and the heart beats on it with their end-diastoles and end-systoles, and the heart rate.
 *
 * <p>Invariant: only ratios of volumes and times matter here, so the unit of volume does not; the
 * same curve gives the same beats, bit for bit.
 */
package org.echomotion.ef.beats;
