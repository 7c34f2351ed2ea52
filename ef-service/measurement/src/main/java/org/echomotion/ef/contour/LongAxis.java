package org.echomotion.ef.contour;

/**
 * The long axis of the left ventricle in an apical view, in working pixels.
 *
 * @param apex the point of the outline farthest from the middle between the annulus corners
 * @param annulusMiddle middle of the mitral annulus: the point where the line from the apex through
 *     the middle between the corners leaves the outline
 * @param annulusLeft corner of the mitral annulus on the image's left (septal in A4C)
 * @param annulusRight corner of the mitral annulus on the image's right (lateral in A4C)
 */
public record LongAxis(Point apex, Point annulusMiddle, Point annulusLeft, Point annulusRight) {

  /**
   * The constants that a result depends on.
   *
   * @param mostRounds Most rounds of the search. It usually converges in two or three; the limit
   *     ends it for an outline that alternates between two axes.
   * @param leastDescent Least cosine of the angle to the vertical. An axis more than 60 degrees
   *     from the vertical is not from an apical view.
   */
  public record Settings(int mostRounds, double leastDescent) {
    static final Settings DEFAULT = new Settings(6, 0.5);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  /**
   * Finds the axis. The base of the outline is a roughly straight line between the hinge points of
   * the mitral leaflets. The corners are therefore the outermost points of the outline at 45
   * degrees, halfway between the base and either side. The search for the corners needs the axis,
   * and the axis runs through the middle between the corners, so both are computed in a few rounds,
   * starting from the principal axis.
   *
   * <p>The axis ends on the outline, not on the straight line between the corners. If smoothing has
   * rounded the corners, that line lies inside the ventricle. On expert masks (CAMUS, 449 patients)
   * this end agrees best with published biplane volumes, see docs/ejection-fraction.md.
   *
   * <p>For axes within 60 degrees of the vertical, the result rotates, moves and scales with the
   * outline. If the principal axis is farther from the vertical (an outline wider than long), the
   * search starts from the vertical instead.
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

  /** Length from the apex to the middle of the annulus, in working pixels. */
  public double lengthPixels() {
    return apex.distanceTo(annulusMiddle);
  }

  /** Whether the axis has a length and points down within 60 degrees, as in an apical view. */
  public boolean isApical() {
    return lengthPixels() > 0 && direction().y() >= SETTINGS.leastDescent();
  }

  /**
   * Unit vector from the apex to the middle of the annulus; straight down if the axis has no
   * length, as in an outline that crosses itself.
   */
  public Point direction() {
    if (lengthPixels() == 0) {
      return new Point(0, 1);
    }
    return annulusMiddle.minus(apex).times(1 / lengthPixels());
  }
}
