package org.echomotion.segmentation.outline;

/**
 * The left ventricle on one frame, in working pixels.
 *
 * @param frameIndex index of the frame, from 0
 * @param mask one 4-connected component without holes; all zero if no left ventricle was detected
 * @param contour outer edge of the mask at probability 0.5; empty if no left ventricle was detected
 * @param meanBoundaryEntropy mean entropy at the outline, in nats, 0 to ln 2; 0 if no left
 *     ventricle was detected
 * @param meanProbability inside the mask, 0 to 1; 0 if no left ventricle was detected
 */
public record FrameSegmentation(
    int frameIndex,
    Mask mask,
    Contour contour,
    double meanBoundaryEntropy,
    double meanProbability) {}
