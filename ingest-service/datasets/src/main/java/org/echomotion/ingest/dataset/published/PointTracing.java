package org.echomotion.ingest.dataset.published;

import java.util.List;

/**
 * One frame's tracing as EchoNet-Pediatric publishes it: points around the ventricle (Reddy et al.,
 * JASE 2023, doi 10.1016/j.echo.2023.01.015).
 *
 * @param frame index of the frame, from 0
 * @param outline the points, in order around the ventricle
 */
record PointTracing(int frame, Polygon outline) implements Tracing {

  /** {@inheritDoc} Enclosed area in square pixels. */
  @Override
  public double size() {
    return outline.area();
  }

  @Override
  public byte[] labels(int rows, int columns) {
    return outline.labels(rows, columns);
  }

  /** The fewest points that make an outline. */
  static final int FEWEST_POINTS = 3;

  static PointTracing of(int frame, List<Polygon.Corner> points) {
    return new PointTracing(frame, new Polygon(points));
  }
}
