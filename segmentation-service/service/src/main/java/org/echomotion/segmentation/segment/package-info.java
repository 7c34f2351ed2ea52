/**
 * A clip's frames in, the left ventricle's outline on every frame out, with the provenance of the
 * result.
 *
 * <p>Invariant: every frame of the clip has a result, or none is stored.
 */
package org.echomotion.segmentation.segment;
