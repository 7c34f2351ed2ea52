package org.echomotion.segmentation.dataset;

import org.echomotion.frame.WorkingFrame;

/**
 * One frame with its mask. Arrays are row-major 112 x 112, shared, and must not be changed.
 *
 * @param subject pseudonym of the patient or phantom
 * @param split train, valid or test
 * @param view A4C or A2C
 * @param phase ED, ES or MID
 * @param gray u8 gray levels
 * @param labels 0 background, 1 left ventricle, 2 myocardium, 3 left atrium
 * @param millimetresPerPixel spacing of the 112x112 frame; NaN if unknown
 * @param source name of its data set
 * @param allStructures false if only the left ventricle is labelled
 * @param quality image quality graded by the data set, or {@link #UNGRADED}
 */
public record PreparedFrame(
    String subject,
    String split,
    String view,
    String phase,
    byte[] gray,
    byte[] labels,
    double millimetresPerPixel,
    String source,
    boolean allStructures,
    String quality) {

  public static final String UNGRADED = "unknown";

  public PreparedFrame {
    if (gray.length != WorkingFrame.PIXELS || labels.length != WorkingFrame.PIXELS) {
      throw new IllegalArgumentException("A frame and its mask have 112 x 112 bytes each.");
    }
  }

  /** A frame of a set without image grades. */
  public PreparedFrame(
      String subject,
      String split,
      String view,
      String phase,
      byte[] gray,
      byte[] labels,
      double millimetresPerPixel,
      String source,
      boolean allStructures) {
    this(
        subject,
        split,
        view,
        phase,
        gray,
        labels,
        millimetresPerPixel,
        source,
        allStructures,
        UNGRADED);
  }
}
