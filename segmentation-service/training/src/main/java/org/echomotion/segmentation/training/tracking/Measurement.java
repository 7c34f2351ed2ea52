package org.echomotion.segmentation.training.tracking;

/**
 * One figure of one epoch.
 *
 * @param name name of the figure, e.g. {@code valid_dice.camus}
 * @param value finite or NaN
 * @param epoch counted from 1
 * @param timestamp milliseconds since 1970
 */
record Measurement(String name, double value, int epoch, long timestamp) {}
