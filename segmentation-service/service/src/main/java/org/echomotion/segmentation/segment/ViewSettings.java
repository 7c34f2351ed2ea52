package org.echomotion.segmentation.segment;

/**
 * Settings of the view classification that can change a view.
 *
 * @param mostFrames frames of a clip that are classified at most, at least 1
 */
record ViewSettings(int mostFrames) {

  /** What the service uses. */
  static final ViewSettings STANDARD = new ViewSettings(16);

  ViewSettings {
    if (mostFrames < 1) {
      throw new IllegalArgumentException("At least one frame must be classified.");
    }
  }
}
