package org.echomotion.ingest.phantom.picture;

import org.echomotion.ingest.phantom.Draw;
import org.echomotion.ingest.phantom.heart.Shape;

/** A scalar on a regular grid in mm, interpolated between nodes and constant beyond the edge. */
final class Field {

  private final double x0;
  private final double y0;
  private final double step;
  private final int columns;
  private final int rows;
  private final float[] values;

  private Field(double x0, double y0, double step, int columns, int rows, float[] values) {
    this.x0 = x0;
    this.y0 = y0;
    this.step = step;
    this.columns = columns;
    this.rows = rows;
    this.values = values;
  }

  /** Signed distance to the polygon on a grid that covers the box. */
  static Field distance(Shape polygon, double x0, double y0, double x1, double y1, double step) {
    int columns = (int) Math.ceil((x1 - x0) / step) + 1;
    int rows = (int) Math.ceil((y1 - y0) / step) + 1;
    float[] values = new float[columns * rows];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        values[r * columns + c] = (float) polygon.signedDistance(x0 + c * step, y0 + r * step);
      }
    }
    return new Field(x0, y0, step, columns, rows, values);
  }

  /** Noise of variance 1 with a grain in mm along x and y, wide enough for any heart. */
  static Field noise(double grainX, double grainY, Draw draw) {
    double step = Math.max(0.8, Math.min(grainX, grainY) / 2);
    int n = (int) Math.ceil(280 / step);
    float[] values = new float[n * n];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) draw.gaussian();
    }
    values =
        PeriodicBlur.unitVariance(PeriodicBlur.torus(values, n, n, grainY / step, grainX / step));
    return new Field(-140, -60, step, n, n, values);
  }

  float at(double x, double y) {
    double fx = (x - x0) / step;
    double fy = (y - y0) / step;
    fx = fx < 0 ? 0 : fx > columns - 1.001 ? columns - 1.001 : fx;
    fy = fy < 0 ? 0 : fy > rows - 1.001 ? rows - 1.001 : fy;
    int c = (int) fx;
    int r = (int) fy;
    float wx = (float) (fx - c);
    float wy = (float) (fy - r);
    int i = r * columns + c;
    float top = values[i] + wx * (values[i + 1] - values[i]);
    float bottom = values[i + columns] + wx * (values[i + columns + 1] - values[i + columns]);
    return top + wy * (bottom - top);
  }
}
