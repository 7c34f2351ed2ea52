/**
 * CVAT's XML for video, version 1.1. In: the tracks of one clip. Out: one label for each key frame
 * of a polygon that is not outside.
 *
 * <p>Invariant: coordinates start at the corner of the first pixel and have two decimals. A file is
 * one clip. Interpolated polygons are no reader's label and are not read.
 */
package org.echomotion.activelearning.exchange.cvat;
