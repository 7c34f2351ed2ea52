package org.echomotion.ingest.dataset.warp;

import java.util.ArrayList;
import java.util.List;

/**
 * The heart's motion from end-diastole to end-systole, as the displacement field at one phase. The
 * field gives, for each place in the frame of that phase, its offset from ED to ES. It is smooth,
 * follows the outlines, and is 0 at the sector's border.
 */
final class Motion {

  /** Frame units between the nodes of the grid that holds the field. */
  private static final double GRID = 4;

  /** Least distance between the outline points that are used, in frame units. */
  private static final double APART = 2.5;

  /** Distance from the sector's border over which the motion decreases to 0, in frame units. */
  private static final double BRAKING = 8;

  /** Distance between the fixed points of the sector's border, in frame units. */
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
   * Returns the offset from ED to ES of the tissue at {@code (x, y)}, in frame units.
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

  /** A structure that is labelled in only one frame has no points; it follows the others. */
  private static void match(List<Point> diastole, List<Point> systole, List<Matched> to) {
    for (int i = 0; i < Math.min(diastole.size(), systole.size()); i++) {
      to.add(new Matched(diastole.get(i), systole.get(i)));
    }
  }
}
