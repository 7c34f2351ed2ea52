/**
 * Label Studio's JSON. In: tasks, one for each frame, with one annotation for each reader. Out: one
 * label for each annotation.
 *
 * <p>Invariant: a brush label is a mask of the picture's own pixels; polygons are in percent of
 * width and height from the corner of the first pixel. Not-seen flags are lost.
 */
package org.echomotion.activelearning.exchange.labelstudio;
