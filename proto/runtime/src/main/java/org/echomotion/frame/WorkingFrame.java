package org.echomotion.frame;

/**
 * Size of a working frame: the output of preprocessing, the input of the networks, and the frame of
 * contours. EchoNet-Dynamic's size (Ouyang et al., Nature 2020, doi 10.1038/s41586-020-2145-8).
 */
public final class WorkingFrame {

  /** Rows and columns, in pixels. */
  public static final int SIDE = 112;

  /** Pixels, and bytes of a uint8 frame. */
  public static final int PIXELS = SIDE * SIDE;

  private WorkingFrame() {}
}
