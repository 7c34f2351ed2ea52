package org.echomotion.frame;

/**
 * Size of a working frame, which is the output of preprocessing and the input of the networks.
 * Contours have its coordinates. It is the size of EchoNet-Dynamic's frames (Ouyang et al., Nature
 * 2020, doi 10.1038/s41586-020-2145-8).
 */
public final class WorkingFrame {

  /** Rows and columns, in pixels. */
  public static final int SIDE = 112;

  /** Pixels, and bytes of a uint8 frame. */
  public static final int PIXELS = SIDE * SIDE;

  private WorkingFrame() {}
}
