package org.echomotion.segmentation.outline;

/**
 * The left ventricle on one frame, in working pixels.
 *
 * @param frameIndex from 0
 * @param mask one 4-connected component without holes; all zero where no left ventricle was found
 * @param contour outer edge of the mask at probability 0.5; empty where no left ventricle was found
 * @param meanBoundaryEntropy in nats, 0 to ln 2; 0 where no left ventricle was found
 * @param meanProbability inside the mask, 0 to 1; 0 where no left ventricle was found
 */
public record FrameSegmentation(
    int frameIndex,
    Mask mask,
    Contour contour,
    double meanBoundaryEntropy,
    double meanProbability) {}
