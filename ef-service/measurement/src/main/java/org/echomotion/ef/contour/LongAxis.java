package org.echomotion.ef.contour;

/**
 * The long axis of the left ventricle in an apical view, in working pixels.
 *
 * @param apex the point of the outline farthest from the middle between the annulus corners
 * @param annulusMiddle where the line from the apex through the middle between the corners leaves
 *     the outline: the middle of the mitral annulus
 * @param annulusLeft corner of the mitral annulus on the image's left (septal in A4C)
 * @param annulusRight corner of the mitral annulus on the image's right (lateral in A4C)
 */
public record LongAxis(Point apex, Point annulusMiddle, Point annulusLeft, Point annulusRight) {

  /**
   * The constants that a result depends on.
   *
   * @param mostRounds The search settles in two or three rounds; a bound makes an outline that
   *     flips end too.
   * @param leastDescent An axis further from the vertical than 60 degrees is not an apical view's.
   */
  public record Settings(int mostRounds, double leastDescent) {
    static final Settings DEFAULT = new Settings(6, 0.5);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  /**
   * Finds the axis. The base of the outline is a roughly straight line between the hinge points of
   * the mitral leaflets, so the corners are the outermost points of the outline halfway (45
   * degrees) between the base and either side. They are sought relative to the axis, which in turn
   * runs through their middle: hence a few rounds, starting from the principal axis.
   *
   * <p>The axis ends on the outline and not on the straight line between the corners: where
   * smoothing has rounded the corners that line lies inside the ventricle. On expert masks (CAMUS,
   * 449 patients) this end agrees best with published biplane volumes, see
   * docs/ejection-fraction.md.
   *
   * <p>The result turns, moves and scales with the outline for axes within 60 degrees of the
   * vertical; a principal axis beyond that (an outline wider than long) is replaced by the vertical
   * as the start.
   */
  public static LongAxis of(Contour contour) {
    Point down = contour.principalDirection();
    if (down.y() < SETTINGS.leastDescent()) {
      down = new Point(0, 1);
    }
    LongAxis axis = along(contour, down);
    for (int round = 1; round < SETTINGS.mostRounds() && axis.lengthPixels() > 0; round++) {
      LongAxis refined = along(contour, axis.direction());
      if (refined.equals(axis)) {
        break;
      }
      axis = refined;
    }
    return axis;
  }

  private static LongAxis along(Contour contour, Point down) {
    Point left = down.perpendicular();
    Point annulusLeft = contour.farthestAlong(down.plus(left));
    Point annulusRight = contour.farthestAlong(down.minus(left));
    Point middle = annulusLeft.midpointTo(annulusRight);
    Point apex = contour.farthestFrom(middle);
    Point direction = middle.minus(apex).times(1 / middle.distanceTo(apex));
    return new LongAxis(apex, contour.exit(apex, direction), annulusLeft, annulusRight);
  }

  /** Apex to the middle of the annulus, in working pixels. */
  public double lengthPixels() {
    return apex.distanceTo(annulusMiddle);
  }

  /** Whether there is an axis that runs downwards within 60 degrees, as in an apical view. */
  public boolean isApical() {
    return lengthPixels() > 0 && direction().y() >= SETTINGS.leastDescent();
  }

  /**
   * Unit vector from the apex to the middle of the annulus; straight down where the axis has no
   * length, as in an outline that crosses itself.
   */
  public Point direction() {
    if (lengthPixels() == 0) {
      return new Point(0, 1);
    }
    return annulusMiddle.minus(apex).times(1 / lengthPixels());
  }
}
