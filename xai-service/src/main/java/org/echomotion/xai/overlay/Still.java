package org.echomotion.xai.overlay;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.echomotion.contract.ingest.v1.Geometry;
import org.echomotion.xai.gradcam.Heatmap;
import org.echomotion.xai.style.Palette;
import org.echomotion.xai.style.Png;
import org.echomotion.xai.style.Typeface;

/**
 * {@code ed.png} and {@code es.png}: one frame with its outline, beside the same frame under
 * Grad-CAM.
 */
public final class Still {

  /** Longer side of each of the two pictures, in pixels. */
  public static final int LONGER_SIDE = 600;

  /** Where the left picture starts, in pixels from the still's left edge. */
  public static final int LEFT = 16;

  /** Where both pictures start, in pixels from the still's top edge. */
  public static final int TOP = 92;

  private static final int BETWEEN = 16;
  private static final int BAR_ROOM = 92;
  private static final int BAR_WIDTH = 18;
  private static final int FOOT = 40;

  private final Canvas canvas;
  private final OutlinePainter painter;
  private final HeatColours colours = new HeatColours();

  public Still(Geometry geometry) {
    canvas = Canvas.of(geometry, LONGER_SIDE);
    painter = new OutlinePainter(canvas);
  }

  /**
   * A still.
   *
   * @param title title of the still, for example "End-diastole"
   * @param titleColour a bright colour
   * @param detail number, time and size of the frame
   * @param display uint8 [display height, display width]
   * @return PNG
   */
  public byte[] png(
      String title,
      Color titleColour,
      String detail,
      byte[] display,
      FrameOutline outline,
      Heatmap heatmap) {
    int right = LEFT + canvas.width() + BETWEEN;
    BufferedImage image =
        new BufferedImage(
            right + canvas.width() + BAR_ROOM,
            TOP + canvas.height() + FOOT,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D g = OutlinePainter.smooth(image.createGraphics());
    g.setColor(Palette.GROUND);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.setFont(Typeface.dejaVuSans().bold(24));
    g.setColor(titleColour);
    g.drawString(title, LEFT, 36);
    int titleWidth = g.getFontMetrics().stringWidth(title);
    g.setFont(Typeface.dejaVuSans().regular(17));
    g.setColor(Palette.TEXT);
    g.drawString(detail, LEFT + titleWidth + 18, 36);
    g.setFont(Typeface.dejaVuSans().regular(16));
    g.drawString("Outline and long axis", LEFT, 76);
    g.drawString("Grad-CAM for “left ventricle”", right, 76);
    g.drawImage(painter.paint(display, outline), LEFT, TOP, null);
    BufferedImage heated = heated(display, heatmap);
    Graphics2D onHeat = OutlinePainter.smooth(heated.createGraphics());
    painter.drawContour(onHeat, outline.contour());
    onHeat.dispose();
    g.drawImage(heated, right, TOP, null);
    drawBar(g, right + canvas.width() + BETWEEN);
    g.setFont(Typeface.dejaVuSans().regular(14));
    g.setColor(Palette.FAINT);
    g.drawString(
        "EchoMotion · research use only, not for clinical use", LEFT, image.getHeight() - 14);
    g.dispose();
    return Png.of(image);
  }

  private BufferedImage heated(byte[] display, Heatmap heatmap) {
    BufferedImage picture = painter.plain(display);
    for (int y = 0; y < canvas.height(); y++) {
      double row = canvas.workingY(y + 0.5);
      for (int x = 0; x < canvas.width(); x++) {
        double heat = sample(heatmap, canvas.workingX(x + 0.5), row);
        if (heat > 0) {
          picture.setRGB(x, y, colours.over(picture.getRGB(x, y), heat));
        }
      }
    }
    return picture;
  }

  /** Bilinear; 0 outside the working frame. */
  private static double sample(Heatmap heatmap, double x, double y) {
    if (x < -0.5 || y < -0.5 || x > heatmap.width() - 0.5 || y > heatmap.height() - 0.5) {
      return 0;
    }
    double column = Math.min(Math.max(x, 0), heatmap.width() - 1.0);
    double row = Math.min(Math.max(y, 0), heatmap.height() - 1.0);
    int left = Math.min((int) column, heatmap.width() - 2);
    int top = Math.min((int) row, heatmap.height() - 2);
    double fx = column - left;
    double fy = row - top;
    float[] v = heatmap.values();
    int i = top * heatmap.width() + left;
    int below = i + heatmap.width();
    return (v[i] * (1 - fx) + v[i + 1] * fx) * (1 - fy)
        + (v[below] * (1 - fx) + v[below + 1] * fx) * fy;
  }

  private void drawBar(Graphics2D g, int x) {
    int height = canvas.height();
    for (int i = 0; i < height; i++) {
      double heat = 1 - (double) i / (height - 1);
      g.setColor(new Color(colours.over(0x404040, heat)));
      g.fillRect(x, TOP + i, BAR_WIDTH, 1);
    }
    g.setFont(Typeface.dejaVuSans().regular(13));
    g.setColor(Palette.TEXT);
    int text = x + BAR_WIDTH + 6;
    g.drawString("most", text, TOP + 12);
    g.drawString("none", text, TOP + height - 2);
    Graphics2D turned = (Graphics2D) g.create();
    turned.rotate(-Math.PI / 2, text + 14.0, TOP + height / 2.0);
    String label = "relative weight";
    turned.drawString(
        label, text + 14 - turned.getFontMetrics().stringWidth(label) / 2, TOP + height / 2);
    turned.dispose();
  }
}
