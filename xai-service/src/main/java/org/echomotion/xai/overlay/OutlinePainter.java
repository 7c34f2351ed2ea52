package org.echomotion.xai.overlay;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.xai.style.Palette;

/** Draws outlines and long axes on enlarged frames. */
final class OutlinePainter {

  private static final BasicStroke HALO =
      new BasicStroke(4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final BasicStroke CONTOUR =
      new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final BasicStroke AXIS =
      new BasicStroke(
          1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, new float[] {7f, 5f}, 0f);
  private static final BasicStroke ANNULUS =
      new BasicStroke(1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final Color SHADOW = new Color(0, 0, 0, 110);
  private static final double DOT = 3;

  private final Canvas canvas;

  OutlinePainter(Canvas canvas) {
    this.canvas = canvas;
  }

  /**
   * Returns the enlarged frame with its outline.
   *
   * @param display uint8 [display height, display width]
   */
  BufferedImage paint(byte[] display, FrameOutline outline) {
    BufferedImage picture = plain(display);
    Graphics2D g = smooth(picture.createGraphics());
    drawContour(g, outline.contour());
    outline.longAxis().ifPresent(axis -> drawAxis(g, axis));
    g.dispose();
    return picture;
  }

  /** Returns the enlarged frame without an outline. */
  BufferedImage plain(byte[] display) {
    return Enlargement.of(
        display, canvas.geometry().getDisplayHeight(), canvas.geometry().getDisplayWidth(), canvas);
  }

  void drawContour(Graphics2D g, List<Point> contour) {
    if (contour.size() < 3) {
      return;
    }
    Path2D path = new Path2D.Double();
    for (Point point : contour) {
      double x = canvas.x(point.getX());
      double y = canvas.y(point.getY());
      if (path.getCurrentPoint() == null) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    path.closePath();
    g.setColor(SHADOW);
    g.setStroke(HALO);
    g.draw(path);
    g.setColor(Palette.CONTOUR);
    g.setStroke(CONTOUR);
    g.draw(path);
  }

  private void drawAxis(Graphics2D g, FrameOutline.LongAxis axis) {
    double leftX = canvas.x(axis.annulusLeft().getX());
    double leftY = canvas.y(axis.annulusLeft().getY());
    double rightX = canvas.x(axis.annulusRight().getX());
    double rightY = canvas.y(axis.annulusRight().getY());
    double apexX = canvas.x(axis.apex().getX());
    double apexY = canvas.y(axis.apex().getY());
    g.setColor(Palette.LONG_AXIS);
    g.setStroke(AXIS);
    g.draw(new Line2D.Double(apexX, apexY, (leftX + rightX) / 2, (leftY + rightY) / 2));
    g.setStroke(ANNULUS);
    g.draw(new Line2D.Double(leftX, leftY, rightX, rightY));
    for (double[] hinge : new double[][] {{leftX, leftY}, {rightX, rightY}}) {
      g.fill(new Ellipse2D.Double(hinge[0] - DOT, hinge[1] - DOT, 2 * DOT, 2 * DOT));
    }
  }

  /** Anti-aliased lines and text. Lines are not moved to pixel positions. */
  static Graphics2D smooth(Graphics2D g) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    return g;
  }
}
