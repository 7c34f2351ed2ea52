package org.echomotion.segmentation.segment;

/**
 * Settings of the view classifier that can change a view.
 *
 * @param mostFrames largest number of classified frames of a clip, at least 1
 */
record ViewSettings(int mostFrames) {

  /** The service's settings. */
  static final ViewSettings STANDARD = new ViewSettings(16);

  ViewSettings {
    if (mostFrames < 1) {
      throw new IllegalArgumentException("At least one frame must be classified.");
    }
  }
}
