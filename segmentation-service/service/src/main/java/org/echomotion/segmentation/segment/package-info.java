/**
 * In: a clip's frames. Out: the left ventricle's outline on every frame, with the provenance of the
 * result.
 *
 * <p>Invariant: a stored clip has a result for every frame.
 */
package org.echomotion.segmentation.segment;
