/**
 * Networks over a window of frames. In: measured disks. Out: disks without measurement errors, and
 * each frame's phase.
 */
package org.echomotion.segmentation.network.temporal;
