package org.echomotion.segmentation.evaluation;

import java.util.OptionalInt;
import org.echomotion.segmentation.dataset.PreparedFrame;

/**
 * A labelled frame and its place in its cine.
 *
 * @param labelled frame and mask
 * @param number place of the frame in its cine; empty where the file's name does not say
 */
public record EvaluationFrame(PreparedFrame labelled, OptionalInt number) {}
