package org.echomotion.segmentation.evaluation;

import java.util.OptionalInt;
import org.echomotion.segmentation.dataset.PreparedFrame;

/**
 * A labelled frame and its position in its cine.
 *
 * @param labelled frame and mask
 * @param number position of the frame in its cine, from the file's name; empty if unknown
 */
public record EvaluationFrame(PreparedFrame labelled, OptionalInt number) {}
