package org.echomotion.activelearning.exchange;

import org.echomotion.ef.contour.Point;

/**
 * A point that a reader set. The outline runs through it.
 *
 * @param position in display pixels
 * @param notSeen whether the reader estimated the position because the border is not visible there
 */
public record ControlPoint(Point position, boolean notSeen) {}
