package org.echomotion.xai.overlay;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Locale;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.xai.plot.VentricleCurve;
import org.echomotion.xai.style.Palette;
import org.echomotion.xai.style.Typeface;

/** The strip below each video frame: phase, time, and the volume curve with a moving mark. */
final class TimeStrip {

  static final int HEIGHT = 88;

  private static final int TEXT_WIDTH = 200;
  private static final int MARGIN = 16;
  private static final double HOLD_SECONDS = 0.06;
  private static final Color GAP_GROUND = new Color(0x1B, 0x22, 0x2B);

  private final VentricleCurve curve;
  private final int width;
  private final double lowest;
  private final double highest;
  private final BufferedImage still;

  TimeStrip(VentricleCurve curve, int width) {
    this.curve = curve;
    this.width = width;
    double[] finite = Arrays.stream(curve.leading()).filter(Double::isFinite).toArray();
    this.lowest = Arrays.stream(finite).min().orElse(0);
    this.highest = Arrays.stream(finite).max().orElse(1);
    this.still = drawStill();
  }

  /** Draws the strip of one frame at the top left of {@code g}. */
  void paint(Graphics2D g, int frame) {
    g.drawImage(still, 0, 0, null);
    int hold = (int) Math.round(HOLD_SECONDS * curve.clock().frameRateHz());
    boolean diastolic = curve.endDiastoleNear(frame, hold);
    boolean systolic = curve.endSystoleNear(frame, hold);
    g.setFont(Typeface.dejaVuSans().bold(19));
    g.setColor(
        diastolic
            ? Palette.END_DIASTOLE_BRIGHT
            : systolic ? Palette.END_SYSTOLE_BRIGHT : Palette.TEXT);
    String label =
        diastolic
            ? "End-diastole"
            : systolic
                ? "End-systole"
                : switch (curve.phase(frame)) {
                  case SYSTOLE -> "Systole";
                  case DIASTOLE -> "Diastole";
                  case UNKNOWN -> "";
                };
    g.drawString(label, MARGIN, 31);
    g.setFont(Typeface.dejaVuSans().regular(14));
    g.setColor(Palette.TEXT);
    g.drawString(
        String.format(
            Locale.ROOT,
            "frame %d of %d · %.2f s",
            frame + 1,
            curve.frameCount(),
            curve.seconds(frame)),
        MARGIN,
        53);
    if (roomForCurve()) {
      double x = x(frame);
      g.setColor(Palette.TEXT);
      g.setStroke(new BasicStroke(1.5f));
      g.draw(new Line2D.Double(x, 8, x, HEIGHT - 8));
      double value = curve.leading()[frame];
      if (Double.isFinite(value)) {
        dot(g, x, y(value), 4.5);
      }
    }
  }

  private BufferedImage drawStill() {
    BufferedImage image = new BufferedImage(width, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = OutlinePainter.smooth(image.createGraphics());
    g.setColor(Palette.GROUND);
    g.fillRect(0, 0, width, HEIGHT);
    g.setFont(Typeface.dejaVuSans().regular(12));
    g.setColor(Palette.FAINT);
    g.drawString("Research use only", MARGIN, 75);
    if (roomForCurve()) {
      drawCurve(g);
    }
    g.dispose();
    return image;
  }

  private void drawCurve(Graphics2D g) {
    g.setColor(GAP_GROUND);
    g.fill(
        new Rectangle2D.Double(
            TEXT_WIDTH + 8.0, 8, width - TEXT_WIDTH - 8.0 - MARGIN + 8, HEIGHT - 16.0));
    double[] values = curve.leading();
    Path2D path = new Path2D.Double();
    boolean drawing = false;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        drawing = false;
        continue;
      }
      if (drawing) {
        path.lineTo(x(i), y(values[i]));
      } else {
        path.moveTo(x(i), y(values[i]));
      }
      drawing = true;
    }
    g.setColor(Palette.FAINT);
    g.setStroke(new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(path);
    for (Beat beat : curve.beats()) {
      g.setColor(Palette.END_DIASTOLE_BRIGHT);
      landmark(g, beat.getEndDiastolicFrame());
      if (beat.getComplete()) {
        landmark(g, beat.getEndFrame());
      }
      g.setColor(Palette.END_SYSTOLE_BRIGHT);
      landmark(g, beat.getEndSystolicFrame());
    }
  }

  private void landmark(Graphics2D g, int frame) {
    if (frame >= 0 && frame < curve.frameCount() && Double.isFinite(curve.leading()[frame])) {
      dot(g, x(frame), y(curve.leading()[frame]), 4);
    }
  }

  private static void dot(Graphics2D g, double x, double y, double radius) {
    g.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  private boolean roomForCurve() {
    return curve.measured() && width > TEXT_WIDTH + 120;
  }

  private double x(int frame) {
    double room = width - TEXT_WIDTH - 2.0 * MARGIN;
    return TEXT_WIDTH + MARGIN + room * curve.position(frame);
  }

  private double y(double value) {
    double share = highest > lowest ? (value - lowest) / (highest - lowest) : 0.5;
    return HEIGHT - 18 - share * (HEIGHT - 36);
  }
}
