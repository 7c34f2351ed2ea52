/**
 * CVAT's XML for video, version 1.1. In: the tracks of one clip. Out: one label for each key frame
 * of a polygon that is not outside.
 *
 * <p>Invariant: coordinates start at the corner of the first pixel and have two decimals. A file
 * has one clip. Interpolated polygons are not read, because no reader drew them.
 */
package org.echomotion.activelearning.exchange.cvat;
