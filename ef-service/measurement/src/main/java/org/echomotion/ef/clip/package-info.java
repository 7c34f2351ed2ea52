/**
 * One clip: outlines on every frame in, its ejection fraction with interval and quality out, or the
 * reason why it has none.
 *
 * <p>{@link org.echomotion.ef.clip.ClipPipeline} is the table of contents: outline to axis ({@code
 * contour}), to disks ({@code volume}), to beats ({@code beats}), to interval and grade ({@code
 * interval}, {@code quality}).
 */
package org.echomotion.ef.clip;
