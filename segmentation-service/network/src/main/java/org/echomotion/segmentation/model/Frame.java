package org.echomotion.segmentation.model;

/** Size of a working frame: what a model sees. */
public final class Frame {

  /** Rows and columns. */
  public static final int SIDE = 112;

  /** Pixels, and bytes of a uint8 frame. */
  public static final int PIXELS = SIDE * SIDE;

  private Frame() {}
}
