/**
 * A heart's labelled end-diastolic and end-systolic frame in, labelled frames between them out.
 * Outlines of the labelled structures, matched by their landmarks, say where each point moves; a
 * thin plate carries the rest of the picture along. Invariant: image and labels of a frame go
 * through one and the same map, so the labels lie where the picture shows them.
 */
package org.echomotion.ingest.dataset.warp;
