package org.echomotion.ingest.dataset.published;

/** An expert's outline of the left ventricle on one frame. */
interface Tracing {

  /** Index of the frame, from 0. */
  int frame();

  /** Size of the ventricle. The larger of a video's two tracings is end-diastole. */
  double size();

  /** uint8 [rows * columns]: 1 where the pixel's centre lies within the outline. */
  byte[] labels(int rows, int columns);
}
