/**
 * In: a heart's labelled end-diastolic and end-systolic frame. Out: labelled frames between them.
 * The outlines of the labelled structures, matched by their landmarks, define how points move. A
 * thin-plate spline moves the rest of the picture.
 *
 * <p>Invariant: image and labels of a frame use the same map, so they stay aligned.
 */
package org.echomotion.ingest.dataset.warp;
