package org.echomotion.cli.data;

import java.util.List;
import java.util.Optional;
import org.echomotion.activelearning.exchange.CavityMask;
import org.echomotion.activelearning.exchange.InvalidLabelException;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.Spline;
import org.echomotion.contract.activelearning.v1.ControlPoint;

/** Adds the control points of a drawing to the label of its outline. */
final class DrawnCurve {

  /**
   * Least Dice of the exported curve and the drawn outline. Their splines have different tangents.
   */
  private static final double LEAST_DICE = 0.98;

  private DrawnCurve() {}

  /** Returns the label with its control points, or unchanged if their curve is not the outline. */
  static LabelledFrame on(LabelledFrame label, List<ControlPoint> points, DisplayPixels pixels) {
    if (points.isEmpty()) {
      return label;
    }
    return spline(label, points, pixels)
        .map(
            spline ->
                new LabelledFrame(
                    label.frame(),
                    label.reader(),
                    label.verdict(),
                    label.phase(),
                    label.imageQuality(),
                    label.outline(),
                    Optional.of(spline)))
        .orElse(label);
  }

  private static Optional<Spline> spline(
      LabelledFrame label, List<ControlPoint> points, DisplayPixels pixels) {
    try {
      Spline spline = new Spline(points.stream().map(pixels::controlPoint).toList(), true);
      LabelledFrame curve = LabelledFrame.outlined(label.frame(), label.reader(), spline);
      return CavityMask.of(curve).dice(CavityMask.of(label)) >= LEAST_DICE
          ? Optional.of(spline)
          : Optional.empty();
    } catch (InvalidLabelException e) {
      // Too few points, a point outside the frame, or a curve that crosses itself.
      return Optional.empty();
    }
  }
}
