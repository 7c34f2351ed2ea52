/**
 * In: a clip's measured disks. Out: windows of them for the learned temporal model that
 * segmentation-service serves, and from its answers each frame's disks without the errors of the
 * outlines and the probability that it is end-diastolic or end-systolic; beats moved to where these
 * are highest.
 *
 * <p>Invariant: plain Java; the model itself is asked for elsewhere. The same answers give the same
 * bits.
 */
package org.echomotion.ef.temporal;
