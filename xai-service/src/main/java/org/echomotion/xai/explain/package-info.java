/**
 * The other steps, in order. In: the evidence about one clip, its frames as they stream in, and a
 * place to ask for heatmaps. Out: the artefacts. The same evidence gives the same bytes; a clip
 * without a beat has no stills, a clip without an outline has no curve, and every clip has a video
 * and a report.
 */
package org.echomotion.xai.explain;
