/**
 * In: sequences of left-ventricle measurements, frame by frame, with the truth. Out: the directory
 * of a model that removes segmentation errors from a clip's disks and locates end-diastole and
 * end-systole.
 *
 * <p>Invariant: all randomness comes from the seed. The errors added to true measurements have the
 * distribution measured on EchoMotionNet.
 */
package org.echomotion.segmentation.training.temporal;
