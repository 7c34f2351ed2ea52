/**
 * One clip. In: outlines on every frame. Out: the ejection fraction with interval and quality, or
 * the reason why there is none.
 *
 * <p>{@link org.echomotion.ef.clip.ClipPipeline} lists the steps: outline to axis ({@code
 * contour}), to disks ({@code volume}), to beats ({@code beats}), to interval and grade ({@code
 * interval}, {@code quality}).
 */
package org.echomotion.ef.clip;
