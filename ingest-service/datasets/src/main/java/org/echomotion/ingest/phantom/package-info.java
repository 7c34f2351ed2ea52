/**
 * Simulated apical echo cines of a beating left ventricle with known volumes.
 *
 * <p>In: a {@link org.echomotion.ingest.phantom.PhantomRequest} (number, look, view, ejection
 * fraction, rhythm, seed). Out: phantoms in memory, or a folder in EchoNet-Dynamic's published
 * layout with truth tables and masks.
 *
 * <p>Invariants: the same request gives the same bytes. A frame's true volume is the method of
 * disks on the drawn contour.
 */
package org.echomotion.ingest.phantom;
