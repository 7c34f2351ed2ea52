package org.echomotion.ingest.phantom.heart;

/**
 * The chamber at one instant, in mm. The long axis starts at the apex and runs at {@code angleRad}
 * from the image's x axis (90 degrees is straight down); positive {@code u} is to the right of it
 * (lateral in A4C), as y grows downward.
 *
 * @param apexX mm right of the sector's virtual apex
 * @param apexY mm below the sector's virtual apex
 * @param angleRad direction of the long axis
 * @param lengthMm apex to middle of the annulus
 * @param widthMm scale of {@code profile}
 * @param bend sideways bow of the middle line, as a share of the length
 * @param obliquity share of the base's oblique cut that lies on the lateral side
 */
public record LeftVentricle(
    double apexX,
    double apexY,
    double angleRad,
    double lengthMm,
    double widthMm,
    WidthProfile profile,
    double bend,
    double obliquity) {

  private static final double[] TIP = {0.0, 0.002, 0.006, 0.013};

  public double x(double s, double u) {
    return apexX + s * Math.cos(angleRad) + u * Math.sin(angleRad);
  }

  public double y(double s, double u) {
    return apexY + s * Math.sin(angleRad) - u * Math.cos(angleRad);
  }

  private double middle(double x) {
    return bend * lengthMm * 4 * x * (1 - x);
  }

  /** Septal (left) boundary, mm across the axis, at the fraction {@code x} of the length. */
  public double left(double x) {
    double cut = (profile.uncut(x) - profile.at(x)) * widthMm;
    return middle(x) - profile.uncut(x) * widthMm / 2 + cut * (1 - obliquity);
  }

  /** Lateral (right) boundary, as {@link #left}. */
  public double right(double x) {
    double cut = (profile.uncut(x) - profile.at(x)) * widthMm;
    return middle(x) + profile.uncut(x) * widthMm / 2 - cut * obliquity;
  }

  /** Fractions of the length at which the outline has vertices: tip, disk centres, base. */
  static double[] stations() {
    double[] xs = new double[TIP.length + WidthProfile.DISKS + 1];
    System.arraycopy(TIP, 0, xs, 0, TIP.length);
    for (int i = 0; i < WidthProfile.DISKS; i++) {
      xs[TIP.length + i] = (i + 0.5) / WidthProfile.DISKS;
    }
    xs[xs.length - 1] = 1;
    return xs;
  }

  /** The endocardial outline: up the septal side from the base, down the lateral side. */
  public Shape outline() {
    return outline(0, 0, 0);
  }

  /** The outline moved outward by wall thicknesses in mm, open (straight) at the base. */
  public Shape outline(double septal, double apical, double lateral) {
    double[] at = stations();
    int n = at.length;
    // The muscle ends at the annulus, a little before the chamber does.
    double end = septal > 0 ? 0.95 : 1;
    double[] xs = new double[2 * n];
    double[] ys = new double[2 * n];
    for (int i = 0; i < n; i++) {
      double x = Math.min(end, at[i]);
      double tip = 1 - Curve.ramp(x, 0.0, 0.3);
      double lift = -apical * Math.sqrt(Math.max(0, 1 - x / 0.12)) * (x < 0.12 ? 1 : 0);
      double s = x * lengthMm + lift;
      double leftWall = (septal + tip * (apical - septal)) * Math.min(1, Math.sqrt(x / 0.1));
      double rightWall = (lateral + tip * (apical - lateral)) * Math.min(1, Math.sqrt(x / 0.1));
      int a = n - 1 - i;
      int b = n + i;
      xs[a] = x(s, left(x) - leftWall);
      ys[a] = y(s, left(x) - leftWall);
      xs[b] = x(s, right(x) + rightWall);
      ys[b] = y(s, right(x) + rightWall);
    }
    return new Shape(xs, ys);
  }

  /**
   * Chord across the axis at the centre of disk {@code i}: x1, y1 (septal), x2, y2 (lateral), mm.
   */
  public double[] chord(int i) {
    double x = (i + 0.5) / WidthProfile.DISKS;
    double s = x * lengthMm;
    return new double[] {x(s, left(x)), y(s, left(x)), x(s, right(x)), y(s, right(x))};
  }

  /** Method of disks: pi/4 * sum(d_i^2) * L/20 (Lang et al., ASE/EACVI 2015), in ml. */
  public double volumeMl() {
    double sum = 0;
    for (int i = 0; i < WidthProfile.DISKS; i++) {
      double x = (i + 0.5) / WidthProfile.DISKS;
      double d = right(x) - left(x);
      sum += d * d;
    }
    return Math.PI / 4 * sum * lengthMm / WidthProfile.DISKS / 1000;
  }

  /** Width scale that gives the volume, the inverse of {@link #volumeMl}. */
  public static double widthFor(double volumeMl, double lengthMm, WidthProfile profile) {
    return Math.sqrt(
        volumeMl * 1000 * 4 * WidthProfile.DISKS / (Math.PI * lengthMm * profile.sumOfSquares()));
  }
}
