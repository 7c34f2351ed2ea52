package org.echomotion.cli.accuracy.outline;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.echomotion.ef.contour.Contour;
import org.echomotion.ef.contour.Point;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.xai.style.Palette;
import org.echomotion.xai.style.Png;

/** Draws a frame with the expert's outline (dashed) and the model's outline (solid). */
final class WorstPicture {

  private static final int SCALE = 3;
  private static final int SIDE = SCALE * WorkingFrame.SIDE;

  private WorstPicture() {}

  /** Returns a PNG, three times as large as the working frame. */
  static byte[] png(WorstFrames.Frame frame) {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int level = frame.gray()[y / SCALE * WorkingFrame.SIDE + x / SCALE] & 0xff;
        picture.setRGB(x, y, level << 16 | level << 8 | level);
      }
    }
    Graphics2D g = picture.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    outline(g, frame.predicted(), Palette.CONTOUR, new BasicStroke(2f));
    BasicStroke dashes =
        new BasicStroke(
            2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {6f, 4f}, 0f);
    outline(g, frame.expert(), Palette.LONG_AXIS, dashes);
    g.dispose();
    return Png.of(picture);
  }

  private static void outline(
      Graphics2D g, Optional<Contour> outline, Color colour, BasicStroke stroke) {
    outline.ifPresent(
        contour -> {
          Path2D path = new Path2D.Double();
          List<Point> points = contour.vertices();
          // A pixel's centre is half a pixel from its corner.
          path.moveTo((points.get(0).x() + 0.5) * SCALE, (points.get(0).y() + 0.5) * SCALE);
          for (Point point : points.subList(1, points.size())) {
            path.lineTo((point.x() + 0.5) * SCALE, (point.y() + 0.5) * SCALE);
          }
          path.closePath();
          g.setColor(colour);
          g.setStroke(stroke);
          g.draw(path);
        });
  }
}
