/**
 * In: sequences of left-ventricle measurements, frame by frame, with the truth. Out: a model that
 * takes the errors of segmentation out of a clip's disks and says where end-diastole and
 * end-systole are, as a model directory.
 *
 * <p>Invariant: what is random comes from the seed; the errors that are put on true measurements
 * have the distribution that was measured on EchoMotionNet.
 */
package org.echomotion.segmentation.training.temporal;
