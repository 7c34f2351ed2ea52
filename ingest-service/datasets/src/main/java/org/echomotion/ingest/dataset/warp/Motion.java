package org.echomotion.ingest.dataset.warp;

import java.util.ArrayList;
import java.util.List;

/**
 * The heart's motion from end-diastole to end-systole, as the displacement field at one phase: for
 * a place in the frame of that phase, the offset on which it travels from ED to ES. The field is
 * smooth, follows the outlines, and vanishes at the sector's border.
 */
final class Motion {

  /** Frame units between the nodes of the grid that holds the field. */
  private static final double GRID = 4;

  /** Outline points nearer to each other than this, in frame units, say the same. */
  private static final double APART = 2.5;

  /** Frame units over which the motion comes to rest at the sector's border. */
  private static final double BRAKING = 8;

  /** Frame units between the points that hold the border still. */
  private static final double BORDER_APART = 14;

  private final int gridRows;
  private final int gridColumns;
  private final double[] dx;
  private final double[] dy;

  /**
   * @param phase 0 at end-diastole, 1 at end-systole
   */
  Motion(Outlines diastole, Outlines systole, double phase, BorderDistance border) {
    List<Point> places = new ArrayList<>();
    List<Point> offsets = new ArrayList<>();
    for (Matched matched : matched(diastole, systole)) {
      Point offset = matched.systole().minus(matched.diastole());
      Point place = matched.diastole().plus(phase, offset);
      if (border.at(place) > BRAKING / 2
          && places.stream().allMatch(p -> p.distance(place) >= APART)) {
        places.add(place);
        offsets.add(offset);
      }
    }
    for (Point still : border.border(BORDER_APART)) {
      if (places.stream().allMatch(p -> p.distance(still) >= APART)) {
        places.add(still);
        offsets.add(new Point(0, 0));
      }
    }
    ThinPlate plate = new ThinPlate(places, offsets);
    FrameScale scale = border.scale();
    gridRows = (int) Math.ceil(border.rows() * scale.perRow() / GRID) + 1;
    gridColumns = (int) Math.ceil(border.columns() * scale.perColumn() / GRID) + 1;
    dx = new double[gridRows * gridColumns];
    dy = new double[gridRows * gridColumns];
    for (int i = 0; i < dx.length; i++) {
      int row = i / gridColumns;
      Point offset = plate.at(new Point(i % gridColumns * GRID, row * GRID));
      dx[i] = offset.x();
      dy[i] = offset.y();
    }
  }

  /**
   * The offset from ED to ES of what is at {@code (x, y)}, in frame units.
   *
   * @param distance of the place from the sector's border
   */
  Point at(double x, double y, double distance) {
    double braked = Smooth.step(distance / BRAKING);
    if (braked == 0) {
      return new Point(0, 0);
    }
    double column = x / GRID;
    double row = y / GRID;
    int c = Math.min((int) column, gridColumns - 2);
    int r = Math.min((int) row, gridRows - 2);
    double right = column - c;
    double down = row - r;
    int i = r * gridColumns + c;
    return new Point(braked * between(dx, i, right, down), braked * between(dy, i, right, down));
  }

  private double between(double[] field, int i, double right, double down) {
    double above = field[i] + right * (field[i + 1] - field[i]);
    int j = i + gridColumns;
    double below = field[j] + right * (field[j + 1] - field[j]);
    return above + down * (below - above);
  }

  private record Matched(Point diastole, Point systole) {}

  private static List<Matched> matched(Outlines diastole, Outlines systole) {
    List<Matched> matched = new ArrayList<>();
    match(diastole.ventricle(), systole.ventricle(), matched);
    match(diastole.wall(), systole.wall(), matched);
    match(diastole.atrium(), systole.atrium(), matched);
    return matched;
  }

  /** A structure that only one of the frames shows is left to follow the others. */
  private static void match(List<Point> diastole, List<Point> systole, List<Matched> to) {
    for (int i = 0; i < Math.min(diastole.size(), systole.size()); i++) {
      to.add(new Matched(diastole.get(i), systole.get(i)));
    }
  }
}
