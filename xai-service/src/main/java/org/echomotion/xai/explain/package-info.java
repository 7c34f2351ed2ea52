/**
 * The other steps, in order. In: the evidence about one clip, its frames as a stream, and a source
 * of heatmaps. Out: the artefacts.
 *
 * <p>Invariant: the same evidence gives the same bytes. A clip without a beat has no stills, a clip
 * without an outline has no curve, and every clip has a video and a report.
 */
package org.echomotion.xai.explain;
