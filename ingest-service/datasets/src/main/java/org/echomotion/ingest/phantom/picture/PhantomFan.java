package org.echomotion.ingest.phantom.picture;

import org.echomotion.ingest.phantom.Draw;
import org.echomotion.ingest.phantom.heart.Shape;

/**
 * The insonified fan inside the image. Image coordinates are pixels; the scene's are mm from the
 * virtual apex of the fan.
 *
 * @param width image width, px
 * @param height image height, px
 * @param apexX column of the virtual apex
 * @param apexY row of the virtual apex
 * @param leftRad edge on the left, radians from straight down (positive)
 * @param rightRad edge on the right, likewise
 * @param nearPx radius where the image begins (0: pointed fan)
 * @param radiusPx radius of the far arc
 * @param flatTopPx first row of the picture; the rows above it are black
 * @param leftColumn first column of the picture; the columns to its left are black
 * @param mmPerPx isotropic spacing
 */
public record PhantomFan(
    int width,
    int height,
    double apexX,
    double apexY,
    double leftRad,
    double rightRad,
    double nearPx,
    double radiusPx,
    double flatTopPx,
    double leftColumn,
    double mmPerPx) {

  /** Rows and columns of a picture in EchoNet-Dynamic. */
  private static final int ECHONET_SIDE = 112;

  public boolean contains(double column, double row) {
    double dx = column - apexX;
    double dy = row - apexY;
    double r = Math.hypot(dx, dy);
    if (row < flatTopPx || column < leftColumn || r < nearPx || r > radiusPx) {
      return false;
    }
    double angle = Math.atan2(dx, dy);
    return angle >= -leftRad && angle <= rightRad;
  }

  public double depthMm() {
    return radiusPx * mmPerPx;
  }

  public double column(double xMm) {
    return apexX + xMm / mmPerPx;
  }

  public double row(double yMm) {
    return apexY + yMm / mmPerPx;
  }

  public double xMm(double column) {
    return (column - apexX) * mmPerPx;
  }

  public double yMm(double row) {
    return (row - apexY) * mmPerPx;
  }

  /** Returns the shape in pixel coordinates. */
  public Shape toPixels(Shape mm) {
    double[] xs = new double[mm.size()];
    double[] ys = new double[mm.size()];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = column(mm.xs()[i]);
      ys[i] = row(mm.ys()[i]);
    }
    return new Shape(xs, ys);
  }

  /** Draws a fan as in EchoNet-Dynamic's small pictures. */
  public static PhantomFan echoNet(double mmPerPx, Draw draw) {
    double half =
        Math.toRadians(draw.chance(0.25) ? draw.normal(36, 1, 33, 40) : draw.normal(45, 1, 42, 47));
    double apexX = draw.normal(60.5, 1, 57, 64);
    double apexY = draw.normal(7, 1, 4, 10);
    double flatTop = draw.chance(0.15) ? draw.uniform(13, 15) : 0;
    double leftColumn = draw.chance(0.2) ? draw.uniform(4, 16) : 0;
    double radius = draw.normal(111, 2.5, 103, 116);
    return new PhantomFan(
        ECHONET_SIDE,
        ECHONET_SIDE,
        apexX,
        apexY,
        half,
        half,
        3,
        radius,
        flatTop,
        leftColumn,
        mmPerPx);
  }

  /** Draws a whole fan as in CAMUS: apex at the top centre, 400 to 560 px high. */
  public static PhantomFan camus(double depthMm, Draw draw) {
    double half = Math.toRadians(draw.normal(37, 3, 30, 45));
    int height = 400 + 8 * draw.below(21);
    int width = 8 * (int) Math.ceil((2 * Math.sin(half) * height + 6) / 8);
    return new PhantomFan(
        width, height, width / 2.0, 0, half, half, 0, height - 2, 0, 0, depthMm / (height - 2));
  }
}
