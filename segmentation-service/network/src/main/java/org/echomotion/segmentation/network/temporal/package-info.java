/**
 * Networks over a window of frames: measured disks in, disks without the errors of the measurement
 * and each frame's phase out.
 */
package org.echomotion.segmentation.network.temporal;
