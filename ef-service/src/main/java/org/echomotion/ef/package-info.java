/**
 * In: a clip with the left ventricle's outline on every frame. Out: its ejection fraction with
 * interval and quality, or the reason why there is none. {@link
 * org.echomotion.ef.EjectionFractionPipeline} is the table of contents: outline to axis ({@code
 * contour}), to disks ({@code volume}), to beats ({@code beats}), to interval and grade ({@code
 * interval}, {@code quality}). {@link org.echomotion.ef.StudyPipeline} then makes one ejection
 * fraction of a study's clips ({@code biplane}).
 *
 * <p>Invariant: plain Java, no clock, no randomness: the same clip gives the same bits.
 */
package org.echomotion.ef;
